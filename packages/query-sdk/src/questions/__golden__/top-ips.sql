WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    ip_address,
    count() AS request_count,
    countIf(http_status >= {p1:Int32}) AS failed_count,
    sumOrNull(response_size) AS bytes_sent
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND ip_address IS NOT NULL
  AND http_method IS NOT NULL
GROUP BY ip_address
ORDER BY request_count DESC, ip_address ASC
LIMIT {p3:UInt64}
