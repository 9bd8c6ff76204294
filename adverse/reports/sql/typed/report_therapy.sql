SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(primaryid) AS report_id,
    number_of(drug_seq) AS drug_number,
    day_of(start_dt) AS start_day,
    precision_of(start_dt) AS start_precision,
    day_of(end_dt) AS end_day,
    CASE
        WHEN number_of(primaryid) IS NULL THEN 'no_number'
        WHEN number_of(primaryid) NOT IN (SELECT report_id FROM reports) THEN 'no_report'
    END AS left_out,
    CASE WHEN precision_of(start_dt) = 'unreadable' THEN 'start_date_unreadable' ELSE '' END AS remarks
FROM raw
