SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(primaryid) AS report_id,
    number_of(drug_seq) AS drug_number,
    tidy(indi_pt) AS indication,
    CASE
        WHEN number_of(primaryid) IS NULL THEN 'no_number'
        WHEN tidy(indi_pt) IS NULL THEN 'no_name'
        WHEN number_of(primaryid) NOT IN (SELECT report_id FROM reports) THEN 'no_report'
    END AS left_out,
    '' AS remarks
FROM raw
