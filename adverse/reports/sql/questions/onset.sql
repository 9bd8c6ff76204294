-- Days from the first full start date of the medicine to the full date of the event, or why there are none.
WITH
    own AS (
        SELECT report FROM report_drugs
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $drug) AND role <= $role
    ),
    started AS (
        SELECT report, start_day, precision FROM starts
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $drug)
    )
SELECT
    reports.report_id,
    CASE WHEN reports.event_day >= started.start_day THEN reports.event_day - started.start_day END AS days,
    CASE
        WHEN started.report IS NULL OR started.precision = 4 THEN 'no_start'
        WHEN started.start_day IS NULL THEN 'start_without_day'
        WHEN reports.event_precision IN ('none', 'unreadable') THEN 'no_event_date'
        WHEN reports.event_day IS NULL THEN 'event_without_day'
        WHEN reports.event_day < started.start_day THEN 'event_before_start'
        ELSE ''
    END AS missing
FROM own
JOIN reports ON reports.report = own.report
LEFT JOIN started ON started.report = own.report
WHERE
    $event = ''
    OR own.report IN (
        SELECT report FROM report_events WHERE event_id = (SELECT event_id FROM events WHERE event = $event)
    )
ORDER BY days, reports.report_id
