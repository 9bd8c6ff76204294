-- What a reader of the counts should know of the cases.
SELECT 'no_case_number' AS name, count(*) AS n FROM not_deleted WHERE case_id IS NULL
UNION ALL
SELECT 'number_under_several_cases', count(*)
FROM (SELECT report_id FROM not_deleted GROUP BY report_id HAVING count(*) > 1)
UNION ALL
SELECT 'case_in_aers_and_faers', count(*)
FROM (
    SELECT case_id FROM case_rows
    WHERE case_id IS NOT NULL
    GROUP BY case_id HAVING min(quarter) < '2012Q4' AND max(quarter) >= '2012Q4'
)
UNION ALL
SELECT 'deleted_not_here', count(DISTINCT case_id) FROM quarter_deleted_cases
WHERE NOT EXISTS (SELECT 1 FROM case_rows WHERE case_rows.case_id = quarter_deleted_cases.case_id)
UNION ALL
SELECT 'report_without_medicine', count(*) FROM reports
WHERE NOT EXISTS (SELECT 1 FROM report_drugs WHERE report_drugs.report = reports.report)
UNION ALL
SELECT 'report_without_event', count(*) FROM reports
WHERE NOT EXISTS (SELECT 1 FROM report_events WHERE report_events.report = reports.report)
