SELECT
    source_rows.partition_date AS partition_date,
    source_rows.http_status AS http_status,
    coalesce(source_rows.http_method, '') AS http_method,
    toInt64(count()) AS request_count,
    avgOrNull(source_rows.response_size) AS avg_response_size,
    toNullable(sumOrNull(source_rows.response_size)) AS bytes_sent
FROM analytics.logs AS source_rows
WHERE source_rows.partition_date IN (toDate32('2025-08-25'), toDate32('2025-08-26'))
  AND (source_rows.http_method IS NOT NULL)
GROUP BY source_rows.partition_date, source_rows.http_status, coalesce(source_rows.http_method, '')
ORDER BY partition_date ASC NULLS FIRST, http_status ASC NULLS FIRST, http_method ASC NULLS FIRST
