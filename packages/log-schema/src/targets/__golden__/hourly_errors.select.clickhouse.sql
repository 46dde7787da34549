SELECT
    source_rows.partition_date AS partition_date,
    toDateTime64(toStartOfHour(source_rows.timestamp), 6, 'UTC') AS hour,
    toInt64(count()) AS log_count,
    toInt64(countIf((source_rows.level IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC')))) AS error_count,
    toInt64(countIf((source_rows.http_method IS NOT NULL))) AS request_count,
    toInt64(countIf((source_rows.http_status >= 500))) AS server_error_count
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
GROUP BY source_rows.partition_date, toDateTime64(toStartOfHour(source_rows.timestamp), 6, 'UTC')
ORDER BY partition_date ASC NULLS FIRST, hour ASC NULLS FIRST
