-- The first full start date of each medicine in each report, and how precise the best printed one is.
SELECT
    drugs.drug_id,
    medicine_rows.report,
    CAST(min(medicine_rows.role) AS TINYINT) AS role,
    min(therapy.start_day) AS start_day,
    min(CASE therapy.start_precision WHEN 'day' THEN 1 WHEN 'month' THEN 2 WHEN 'year' THEN 3 ELSE 4 END) AS precision
FROM medicine_rows
JOIN drugs ON drugs.drug = medicine_rows.drug
JOIN reports ON reports.report = medicine_rows.report
JOIN quarter_report_therapy AS therapy
    ON therapy.report_id = reports.report_id
    AND therapy.quarter = reports.quarter
    AND therapy.drug_number = medicine_rows.drug_number
GROUP BY drugs.drug_id, medicine_rows.report
ORDER BY drugs.drug_id, medicine_rows.report
