-- The FDA's rule: of each case the latest date, then the highest number of a report, as a number. A report that two
-- quarters bring is taken from the later one. A case in both AERS and FAERS is one case.
SELECT
    quarter,
    report_id,
    case_id,
    received,
    event_day,
    event_precision,
    age_years,
    age_group,
    sex,
    weight_kg,
    report_kind,
    reporter,
    country,
    case_key
FROM case_rows
QUALIFY row_number() OVER (PARTITION BY case_key ORDER BY received DESC NULLS LAST, report_id DESC, quarter DESC) = 1
