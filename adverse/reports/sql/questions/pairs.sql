-- Every pair of a medicine in a role that counts and an event, with its four counts of reports.
WITH
    drug_reports AS (
        SELECT drug_id, report FROM report_drugs
        WHERE role <= $role AND report IN (SELECT report FROM counted)
    ),
    event_reports AS (SELECT event_id, report FROM report_events WHERE report IN (SELECT report FROM counted)),
    pairs AS (
        SELECT drug_reports.drug_id, event_reports.event_id, count(*) AS n_drug_event
        FROM drug_reports JOIN event_reports ON event_reports.report = drug_reports.report
        GROUP BY drug_reports.drug_id, event_reports.event_id
    ),
    by_drug AS (SELECT drug_id, count(*) AS n_drug FROM drug_reports GROUP BY drug_id),
    by_event AS (SELECT event_id, count(*) AS n_event FROM event_reports GROUP BY event_id),
    total AS (SELECT count(*) AS n_reports FROM counted)
SELECT
    pairs.drug_id,
    pairs.event_id,
    pairs.n_drug_event,
    by_drug.n_drug,
    by_event.n_event,
    total.n_reports,
    CAST(by_drug.n_drug AS DOUBLE) * by_event.n_event / total.n_reports AS expected
FROM pairs
JOIN by_drug ON by_drug.drug_id = pairs.drug_id
JOIN by_event ON by_event.event_id = pairs.event_id
CROSS JOIN total
