-- What every step left: rows, and numbers of reports among them.
SELECT 1 AS step, 'versions' AS name, count(*) AS n_rows, count(DISTINCT report_id) AS n_reports FROM case_rows
UNION ALL
SELECT 2, 'latest', count(*), count(DISTINCT report_id) FROM latest_of_case
UNION ALL
SELECT 3, 'not_deleted', count(*), count(DISTINCT report_id) FROM not_deleted
UNION ALL
SELECT 4, 'reports', count(*), count(DISTINCT report_id) FROM reports
