SELECT `partition_date`, `http_path`, `request_count`, `server_error_count`, `distinct_clients`, `avg_response_size` FROM (SELECT *, row_number() OVER (PARTITION BY `partition_date` ORDER BY `request_count` DESC, `partition_date` ASC NULLS FIRST, `http_path` ASC NULLS FIRST) AS place FROM (
SELECT
    source_rows.`partition_date` AS `partition_date`,
    coalesce(source_rows.`http_path`, '') AS `http_path`,
    count(1) AS `request_count`,
    count_if((source_rows.`http_status` >= 500)) AS `server_error_count`,
    count(DISTINCT source_rows.`ip_address`) AS `distinct_clients`,
    avg(source_rows.`response_size`) AS `avg_response_size`
FROM lake.analytics.logs AS source_rows
WHERE source_rows.`partition_date` IN (DATE '2025-08-25', DATE '2025-08-26')
  AND (source_rows.`http_path` IS NOT NULL)
GROUP BY source_rows.`partition_date`, coalesce(source_rows.`http_path`, '')
)) WHERE place <= 1000
