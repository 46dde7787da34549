WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    exception_class,
    message,
    count() AS error_count,
    minOrNull(timestamp) AS first_seen,
    topK({p1:UInt64})(logger) AS top_loggers
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND level IN {p3:Array(String)}
GROUP BY exception_class, message
HAVING countIf(NOT ((timestamp > newest_moment - toIntervalDay({p4:UInt32}) AND timestamp <= newest_moment))) = {p5:UInt64}
ORDER BY error_count DESC, exception_class ASC, message ASC
LIMIT {p6:UInt64}
