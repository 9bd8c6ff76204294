-- A medicine counts once a report, in the first of its roles: primary suspect, suspect, interacting, concomitant.
SELECT drugs.drug_id, medicine_rows.report, CAST(min(medicine_rows.role) AS TINYINT) AS role
FROM medicine_rows
JOIN drugs ON drugs.drug = medicine_rows.drug
GROUP BY drugs.drug_id, medicine_rows.report
ORDER BY drugs.drug_id, medicine_rows.report
