SELECT
    source_rows.partition_date AS partition_date,
    toInt64(count()) AS log_count,
    toInt64(countIf((source_rows.level IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC')))) AS error_count,
    toInt64(countIf((source_rows.level = 'WARN'))) AS warning_count,
    toInt64(countIf((source_rows.http_method IS NOT NULL))) AS request_count,
    toInt64(countIf((source_rows.http_status >= 500))) AS server_error_count,
    toInt64(uniqExact(source_rows.logger)) AS distinct_loggers,
    toInt64(uniqExact(source_rows.ip_address)) AS distinct_clients,
    toNullable(sumOrNull(source_rows.response_size)) AS bytes_sent,
    min(source_rows.timestamp) AS first_seen,
    max(source_rows.timestamp) AS last_seen
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
GROUP BY source_rows.partition_date
ORDER BY partition_date ASC NULLS FIRST
