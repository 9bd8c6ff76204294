SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(primaryid) AS report_id,
    tidy(pt) AS event,
    CASE
        WHEN number_of(primaryid) IS NULL THEN 'no_number'
        WHEN tidy(pt) IS NULL THEN 'no_name'
        WHEN number_of(primaryid) NOT IN (SELECT report_id FROM reports) THEN 'no_report'
    END AS left_out,
    '' AS remarks
FROM raw
