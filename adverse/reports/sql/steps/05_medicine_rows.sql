-- The medicines of each report under the name that they have here, one row a medicine and number in the report.
SELECT DISTINCT
    reports.report,
    quarter_report_drugs.drug_number,
    drug_names.drug,
    CASE quarter_report_drugs.role WHEN 'PS' THEN 1 WHEN 'SS' THEN 2 WHEN 'I' THEN 3 WHEN 'C' THEN 4 ELSE 5 END AS role
FROM quarter_report_drugs
JOIN reports
    ON reports.report_id = quarter_report_drugs.report_id AND reports.quarter = quarter_report_drugs.quarter
JOIN drug_names
    ON drug_names.name = coalesce(quarter_report_drugs.name, '')
    AND drug_names.ingredient = coalesce(quarter_report_drugs.ingredient, '')
