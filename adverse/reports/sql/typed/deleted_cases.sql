SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(caseid) AS case_id,
    CASE WHEN number_of(caseid) IS NULL THEN 'no_number' END AS left_out,
    '' AS remarks
FROM raw
