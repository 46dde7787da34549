SELECT
    source_rows.`partition_date` AS `partition_date`,
    count(1) AS `log_count`,
    count_if((source_rows.`level` IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC'))) AS `error_count`,
    count_if((source_rows.`level` = 'WARN')) AS `warning_count`,
    count_if((source_rows.`http_method` IS NOT NULL)) AS `request_count`,
    count_if((source_rows.`http_status` >= 500)) AS `server_error_count`,
    count(DISTINCT source_rows.`logger`) AS `distinct_loggers`,
    count(DISTINCT source_rows.`ip_address`) AS `distinct_clients`,
    sum(source_rows.`response_size`) AS `bytes_sent`,
    min(source_rows.`timestamp`) AS `first_seen`,
    max(source_rows.`timestamp`) AS `last_seen`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
GROUP BY source_rows.`partition_date`
