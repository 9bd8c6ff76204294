-- The reports that pairs are counted over: those with a medicine and an event.
SELECT report, sex, age_band FROM reports
WHERE
    EXISTS (SELECT 1 FROM report_drugs WHERE report_drugs.report = reports.report)
    AND EXISTS (SELECT 1 FROM report_events WHERE report_events.report = reports.report)
ORDER BY report
