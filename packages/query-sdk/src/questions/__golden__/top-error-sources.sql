WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    logger,
    count() AS error_count,
    uniqExact(exception_class) AS unique_exceptions
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND level IN {p2:Array(String)}
GROUP BY logger
ORDER BY error_count DESC, logger ASC
LIMIT {p3:UInt64}
