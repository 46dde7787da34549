SELECT
    source_rows.partition_date AS partition_date,
    source_rows.ingest_file AS ingest_file,
    source_rows.format AS format,
    toInt64(count()) AS log_count,
    toInt64(countIf((source_rows.level IN ('ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC')))) AS error_count,
    min(source_rows.timestamp) AS first_seen,
    max(source_rows.timestamp) AS last_seen
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
GROUP BY source_rows.partition_date, source_rows.ingest_file, source_rows.format
ORDER BY partition_date ASC NULLS FIRST, ingest_file ASC NULLS FIRST, format ASC NULLS FIRST
