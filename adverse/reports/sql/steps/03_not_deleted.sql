-- Without the cases that the FDA took back in any quarter of the store.
SELECT * FROM latest_of_case
WHERE NOT EXISTS (SELECT 1 FROM quarter_deleted_cases WHERE quarter_deleted_cases.case_id = latest_of_case.case_id)
