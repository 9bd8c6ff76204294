SELECT DISTINCT events.event_id, event_rows.report
FROM event_rows
JOIN events ON events.event_key = event_rows.event_key
ORDER BY events.event_id, event_rows.report
