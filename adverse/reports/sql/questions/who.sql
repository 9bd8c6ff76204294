-- Who was reported: each value among the reports of a medicine (and an event), beside the same value among all reports.
WITH
    own AS (
        SELECT report FROM report_drugs
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $drug) AND role <= $role
    ),
    asked AS (
        SELECT report FROM own
        WHERE
            $event = ''
            OR report IN (
                SELECT report FROM report_events
                WHERE event_id = (SELECT event_id FROM events WHERE event = $event)
            )
    ),
    facts AS (
        SELECT report, 'sex' AS characteristic, sex AS value FROM reports
        UNION ALL
        SELECT report, 'age_band', age_band FROM reports
        UNION ALL
        SELECT report, 'country', country FROM reports
        UNION ALL
        SELECT report, 'reporter', reporter FROM reports
        UNION ALL
        SELECT reports.report, 'outcome', coalesce(report_outcomes.outcome, 'not_reported')
        FROM reports LEFT JOIN report_outcomes ON report_outcomes.report = reports.report
        UNION ALL
        SELECT report_drugs.report, 'other_medicine', drugs.drug
        FROM report_drugs JOIN drugs ON drugs.drug_id = report_drugs.drug_id
        WHERE drugs.drug <> $drug
    ),
    counts AS (
        SELECT
            characteristic,
            value,
            count(*) FILTER (WHERE report IN (SELECT report FROM asked)) AS n_reports,
            count(*) AS n_reports_all
        FROM facts GROUP BY characteristic, value
    )
SELECT
    characteristic,
    value,
    n_reports,
    (SELECT count(*) FROM asked) AS n_of,
    n_reports_all,
    (SELECT count(*) FROM reports) AS n_of_all
FROM counts
WHERE n_reports > 0 OR characteristic IN ('sex', 'age_band', 'outcome')
ORDER BY characteristic, n_reports DESC, value
