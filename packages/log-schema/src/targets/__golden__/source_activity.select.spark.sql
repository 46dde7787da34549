SELECT
    source_rows.`partition_date` AS `partition_date`,
    source_rows.`ingest_file` AS `ingest_file`,
    source_rows.`format` AS `format`,
    count(1) AS `log_count`,
    count_if((source_rows.`level` IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC'))) AS `error_count`,
    min(source_rows.`timestamp`) AS `first_seen`,
    max(source_rows.`timestamp`) AS `last_seen`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
GROUP BY source_rows.`partition_date`, source_rows.`ingest_file`, source_rows.`format`
