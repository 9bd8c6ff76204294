-- Several events with several medicines in a role that counts: the four counts of reports of every pair.
WITH
    drug_reports AS (
        SELECT drugs.drug, report_drugs.report
        FROM report_drugs JOIN drugs ON drugs.drug_id = report_drugs.drug_id
        WHERE
            drugs.drug IN (SELECT unnest($drugs))
            AND report_drugs.role <= $role
            AND report_drugs.report IN (SELECT report FROM counted)
    ),
    event_reports AS (
        SELECT events.event, report_events.report
        FROM report_events JOIN events ON events.event_id = report_events.event_id
        WHERE
            events.event IN (SELECT unnest($events))
            AND report_events.report IN (SELECT report FROM counted)
    ),
    pairs AS (
        SELECT drug_reports.drug, event_reports.event, count(*) AS n_drug_event
        FROM drug_reports JOIN event_reports ON event_reports.report = drug_reports.report
        GROUP BY drug_reports.drug, event_reports.event
    ),
    by_drug AS (SELECT drug, count(*) AS n_drug FROM drug_reports GROUP BY drug),
    by_event AS (SELECT event, count(*) AS n_event FROM event_reports GROUP BY event),
    total AS (SELECT count(*) AS n_reports FROM counted)
SELECT
    by_drug.drug,
    by_event.event,
    coalesce(pairs.n_drug_event, 0) AS n_drug_event,
    by_drug.n_drug,
    by_event.n_event,
    total.n_reports
FROM by_drug
CROSS JOIN by_event
CROSS JOIN total
LEFT JOIN pairs ON pairs.drug = by_drug.drug AND pairs.event = by_event.event
ORDER BY by_drug.drug, by_event.event
