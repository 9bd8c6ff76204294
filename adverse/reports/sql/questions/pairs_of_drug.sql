-- Every event of one medicine with its four counts of reports, in all reports or in strata of them. Reports of $without
-- are taken out of the background, those that also hold the medicine itself stay.
WITH
    own AS (
        SELECT report FROM report_drugs
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $drug) AND role <= $role
    ),
    masked AS (
        SELECT report FROM report_drugs
        WHERE drug_id = (SELECT drug_id FROM drugs WHERE drug = $without) AND role <= $role
    ),
    background AS (
        SELECT
            report,
            CASE $by WHEN 'sex' THEN sex WHEN 'age_band' THEN age_band ELSE '' END AS stratum,
            report IN (SELECT report FROM own) AS is_own
        FROM counted
        WHERE report NOT IN (SELECT report FROM masked) OR report IN (SELECT report FROM own)
    ),
    strata AS (
        SELECT stratum, count(*) AS n_reports, count(*) FILTER (WHERE is_own) AS n_drug FROM background GROUP BY stratum
    ),
    by_event AS (
        SELECT event_id, stratum, count(*) AS n_event, count(*) FILTER (WHERE is_own) AS n_drug_event
        FROM report_events JOIN background ON background.report = report_events.report
        GROUP BY event_id, stratum
    ),
    reported AS (SELECT event_id FROM by_event GROUP BY event_id HAVING sum(n_drug_event) > 0)
SELECT
    events.event,
    strata.stratum,
    coalesce(by_event.n_drug_event, 0) AS n_drug_event,
    strata.n_drug,
    coalesce(by_event.n_event, 0) AS n_event,
    strata.n_reports
FROM reported
JOIN events ON events.event_id = reported.event_id
CROSS JOIN strata
LEFT JOIN by_event ON by_event.event_id = reported.event_id AND by_event.stratum = strata.stratum
ORDER BY n_drug_event DESC, events.event, strata.stratum
