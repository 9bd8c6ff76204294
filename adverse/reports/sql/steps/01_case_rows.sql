-- Every version of every case of every quarter. A report without a case number is a case of its own.
SELECT
    *,
    coalesce(CAST(case_id AS VARCHAR), concat('report ', CAST(report_id AS VARCHAR))) AS case_key
FROM quarter_reports
