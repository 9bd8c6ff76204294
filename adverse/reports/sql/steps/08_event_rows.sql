-- Events of AERS are printed in capitals: the same event is known by its letters alone.
SELECT DISTINCT
    reports.report,
    upper(replace(quarter_report_events.event, '’', '''')) AS event_key,
    quarter_report_events.event,
    quarter_report_events.quarter
FROM quarter_report_events
JOIN reports
    ON reports.report_id = quarter_report_events.report_id AND reports.quarter = quarter_report_events.quarter
