WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 60000000 MICROSECOND, 'UTC') AS bucket,
    count() AS request_count,
    uniqExact(ip_address) AS clients,
    sumOrNull(response_size) AS bytes_sent
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_method IS NOT NULL
GROUP BY bucket
ORDER BY request_count DESC, bucket ASC
LIMIT {p2:UInt64}
