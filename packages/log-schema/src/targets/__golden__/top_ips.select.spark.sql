SELECT `partition_date`, `ip_address`, `request_count`, `failed_count`, `distinct_paths`, `bytes_sent` FROM (SELECT *, row_number() OVER (PARTITION BY `partition_date` ORDER BY `request_count` DESC, `partition_date` ASC NULLS FIRST, `ip_address` ASC NULLS FIRST) AS place FROM (
SELECT
    source_rows.`partition_date` AS `partition_date`,
    coalesce(source_rows.`ip_address`, '') AS `ip_address`,
    count(1) AS `request_count`,
    count_if((source_rows.`http_status` >= 400)) AS `failed_count`,
    count(DISTINCT source_rows.`http_path`) AS `distinct_paths`,
    sum(source_rows.`response_size`) AS `bytes_sent`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
  AND (source_rows.`ip_address` IS NOT NULL)
GROUP BY source_rows.`partition_date`, coalesce(source_rows.`ip_address`, '')
)) WHERE place <= 1000
