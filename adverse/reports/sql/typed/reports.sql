-- One row a version of a case. An age is in years, a weight in kilograms; an age or weight without its unit is empty.
SELECT
    CAST($quarter AS VARCHAR) AS quarter,
    number_of(primaryid) AS report_id,
    number_of(caseid) AS case_id,
    day_of(fda_dt) AS received,
    day_of(event_dt) AS event_day,
    precision_of(event_dt) AS event_precision,
    CASE WHEN years BETWEEN 0 AND 120 THEN years END AS age_years,
    upper(tidy(age_grp)) AS age_group,
    CASE upper(trim(sex)) WHEN 'F' THEN 'F' WHEN 'M' THEN 'M' END AS sex,
    CASE WHEN kilograms > 0 AND kilograms < 700 THEN kilograms END AS weight_kg,
    upper(tidy(rept_cod)) AS report_kind,
    upper(tidy(occp_cod)) AS reporter,
    upper(coalesce(tidy(occr_country), tidy(reporter_country))) AS country,
    CASE WHEN number_of(primaryid) IS NULL THEN 'no_number' END AS left_out,
    concat_ws(
        '|',
        CASE WHEN tidy(caseid) IS NULL THEN 'no_case' WHEN number_of(caseid) IS NULL THEN 'case_no_number' END,
        CASE WHEN day_of(fda_dt) IS NULL THEN 'no_day_received' END,
        CASE WHEN precision_of(event_dt) = 'unreadable' THEN 'event_date_unreadable' END,
        CASE WHEN tidy(age) IS NOT NULL AND (years IS NULL OR years NOT BETWEEN 0 AND 120) THEN 'age_unreadable' END,
        CASE
            WHEN tidy(wt) IS NOT NULL AND (kilograms IS NULL OR kilograms <= 0 OR kilograms >= 700)
            THEN 'weight_unreadable'
        END
    ) AS remarks
FROM (
    SELECT
        *,
        round(
            try_cast(trim(age) AS DOUBLE)
            * CASE upper(trim(age_cod))
                WHEN 'DEC' THEN 10
                WHEN 'YR' THEN 1
                WHEN 'MON' THEN 1 / 12
                WHEN 'WK' THEN 7 / 365.25
                WHEN 'DY' THEN 1 / 365.25
                WHEN 'HR' THEN 1 / 8766
            END,
            3
        ) AS years,
        round(
            try_cast(trim(wt) AS DOUBLE)
            * CASE upper(trim(wt_cod)) WHEN 'KG' THEN 1 WHEN 'LBS' THEN 0.45359237 WHEN 'GMS' THEN 0.001 END,
            2
        ) AS kilograms
    FROM raw
)
