-- Each medicine with its number, in the order of the alphabet.
SELECT CAST(row_number() OVER (ORDER BY drug) AS INTEGER) AS drug_id, drug, n_reports
FROM (SELECT drug, count(DISTINCT report) AS n_reports FROM medicine_rows GROUP BY drug)
