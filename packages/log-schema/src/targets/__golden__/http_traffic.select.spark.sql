SELECT
    source_rows.`partition_date` AS `partition_date`,
    source_rows.`http_status` AS `http_status`,
    coalesce(source_rows.`http_method`, '') AS `http_method`,
    count(1) AS `request_count`,
    avg(source_rows.`response_size`) AS `avg_response_size`,
    sum(source_rows.`response_size`) AS `bytes_sent`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
  AND (source_rows.`http_method` IS NOT NULL)
GROUP BY source_rows.`partition_date`, source_rows.`http_status`, coalesce(source_rows.`http_method`, '')
