SELECT
    source_rows.partition_date AS partition_date,
    coalesce(source_rows.http_path, '') AS http_path,
    toInt64(count()) AS request_count,
    toInt64(countIf((source_rows.http_status >= 500))) AS server_error_count,
    toInt64(uniqExact(source_rows.ip_address)) AS distinct_clients,
    avgOrNull(source_rows.response_size) AS avg_response_size
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
  AND (source_rows.http_path IS NOT NULL)
GROUP BY source_rows.partition_date, coalesce(source_rows.http_path, '')
ORDER BY request_count DESC, partition_date ASC NULLS FIRST, http_path ASC NULLS FIRST
LIMIT 1000 BY partition_date
