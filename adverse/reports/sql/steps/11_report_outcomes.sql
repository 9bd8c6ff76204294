SELECT DISTINCT reports.report, quarter_report_outcomes.outcome
FROM quarter_report_outcomes
JOIN reports
    ON reports.report_id = quarter_report_outcomes.report_id AND reports.quarter = quarter_report_outcomes.quarter
ORDER BY reports.report
