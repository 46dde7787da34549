SELECT
    source_rows.partition_date AS partition_date,
    coalesce(source_rows.ip_address, '') AS ip_address,
    toInt64(count()) AS request_count,
    toInt64(countIf((source_rows.http_status >= 400))) AS failed_count,
    toInt64(uniqExact(source_rows.http_path)) AS distinct_paths,
    toNullable(sumOrNull(source_rows.response_size)) AS bytes_sent
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
  AND (source_rows.ip_address IS NOT NULL)
GROUP BY source_rows.partition_date, coalesce(source_rows.ip_address, '')
ORDER BY request_count DESC, partition_date ASC NULLS FIRST, ip_address ASC NULLS FIRST
LIMIT 1000 BY partition_date
