SELECT
    source_rows.partition_date AS partition_date,
    source_rows.logger AS logger,
    source_rows.exception_class AS exception_class,
    toInt64(count()) AS error_count,
    min(source_rows.timestamp) AS first_seen,
    max(source_rows.timestamp) AS last_seen,
    min(source_rows.message) AS sample_message
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
  AND (source_rows.level IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC'))
GROUP BY source_rows.partition_date, source_rows.logger, source_rows.exception_class
ORDER BY error_count DESC, partition_date ASC NULLS FIRST, logger ASC NULLS FIRST, exception_class ASC NULLS FIRST
LIMIT 100 BY partition_date
