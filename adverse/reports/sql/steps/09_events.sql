-- An event is named as a quarter of FAERS prints it, one that only AERS has in sentence case.
SELECT
    CAST(row_number() OVER (ORDER BY event_key) AS INTEGER) AS event_id,
    event_key,
    coalesce(
        max(CASE WHEN event <> event_key THEN event END),
        max(CASE WHEN quarter >= '2012Q4' THEN event END),
        concat(substr(event_key, 1, 1), lower(substr(event_key, 2)))
    ) AS event,
    count(DISTINCT report) AS n_reports
FROM event_rows
GROUP BY event_key
