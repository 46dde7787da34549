WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    http_path,
    count() AS request_count,
    countIf(http_status >= {p1:Int32}) AS server_error_count,
    uniqExact(ip_address) AS unique_clients,
    avgOrNull(response_size) AS avg_response_size
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_path IS NOT NULL
GROUP BY http_path
ORDER BY request_count DESC, http_path ASC
LIMIT {p3:UInt64}
