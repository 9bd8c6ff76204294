-- One row a medicine of a report; since 2024Q4 the file has one row a dose, and those of one medicine are one row here.
SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(primaryid) AS report_id,
    number_of(drug_seq) AS drug_number,
    CASE WHEN upper(trim(role_cod)) IN ('PS', 'SS', 'C', 'I') THEN upper(trim(role_cod)) END AS role,
    tidy(drugname) AS name,
    upper(tidy(prod_ai)) AS ingredient,
    upper(tidy(dechal)) AS dechallenge,
    upper(tidy(rechal)) AS rechallenge,
    CASE
        WHEN number_of(primaryid) IS NULL THEN 'no_number'
        WHEN tidy(drugname) IS NULL AND tidy(prod_ai) IS NULL THEN 'no_name'
        WHEN number_of(primaryid) NOT IN (SELECT report_id FROM reports) THEN 'no_report'
    END AS left_out,
    CASE WHEN coalesce(upper(trim(role_cod)), '') NOT IN ('PS', 'SS', 'C', 'I') THEN 'role_unknown' ELSE '' END
        AS remarks
FROM raw
