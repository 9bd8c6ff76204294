-- A report once, also where two cases name it. Rows are numbered before the others of a report go, so their order is
-- whole: engines would else number a report differently from run to run.
SELECT
    CAST(
        row_number() OVER (ORDER BY report_id, received DESC NULLS LAST, quarter DESC, case_id) AS INTEGER
    ) AS report,
    quarter,
    report_id,
    case_id,
    received,
    event_day,
    event_precision,
    age_years,
    CASE
        WHEN age_years IS NULL THEN 'not_reported'
        WHEN age_years < 2 THEN 'under_2'
        WHEN age_years < 12 THEN '2_to_11'
        WHEN age_years < 18 THEN '12_to_17'
        WHEN age_years < 45 THEN '18_to_44'
        WHEN age_years < 65 THEN '45_to_64'
        WHEN age_years < 75 THEN '65_to_74'
        ELSE 'from_75'
    END AS age_band,
    coalesce(sex, 'not_reported') AS sex,
    weight_kg,
    report_kind,
    coalesce(reporter, 'not_reported') AS reporter,
    coalesce(country, 'not_reported') AS country
FROM not_deleted
QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY received DESC NULLS LAST, quarter DESC, case_id) = 1
