SELECT
    source_rows.`partition_date` AS `partition_date`,
    date_trunc('HOUR', source_rows.`timestamp`) AS `hour`,
    count(1) AS `log_count`,
    count_if((source_rows.`level` IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC'))) AS `error_count`,
    count_if((source_rows.`http_method` IS NOT NULL)) AS `request_count`,
    count_if((source_rows.`http_status` >= 500)) AS `server_error_count`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
GROUP BY source_rows.`partition_date`, date_trunc('HOUR', source_rows.`timestamp`)
