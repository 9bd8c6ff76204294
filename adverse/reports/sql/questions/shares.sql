-- How many reports have a sex, an age from and to, or a country ($what names which), among all reports, among those of
-- the medicine, and among those of the medicine that name one of the events; `n_known` are those that give it at all.
WITH
    own AS (
        SELECT report FROM report_drugs
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $drug) AND role <= $role
    ),
    named AS (
        SELECT DISTINCT report_events.report
        FROM report_events
        JOIN events ON events.event_id = report_events.event_id
        JOIN own ON own.report = report_events.report
        WHERE events.event IN (SELECT unnest($events))
    ),
    facts AS (
        SELECT
            report,
            CASE $what
                WHEN 'sex' THEN sex <> 'not_reported'
                WHEN 'age' THEN age_years IS NOT NULL
                ELSE country <> 'not_reported'
            END AS is_known,
            CASE $what
                WHEN 'sex' THEN sex = $value
                WHEN 'age' THEN coalesce(age_years >= $low AND age_years < $high, FALSE)
                ELSE country = $value
            END AS fits
        FROM reports
    ),
    populations AS (
        SELECT 'events' AS population, report FROM named
        UNION ALL
        SELECT 'medicine', report FROM own
        UNION ALL
        SELECT 'all', report FROM reports
    )
SELECT
    populations.population,
    count(*) AS n_of,
    count(*) FILTER (WHERE facts.is_known) AS n_known,
    count(*) FILTER (WHERE facts.fits) AS n_fits
FROM populations JOIN facts ON facts.report = populations.report
GROUP BY populations.population
