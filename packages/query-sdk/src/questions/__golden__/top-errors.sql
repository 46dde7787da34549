WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    exception_class,
    message,
    count() AS error_count,
    minOrNull(timestamp) AS first_seen,
    maxOrNull(timestamp) AS last_seen
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND level IN {p2:Array(String)}
GROUP BY exception_class, message
ORDER BY error_count DESC, exception_class ASC, message ASC
LIMIT {p3:UInt64}
