WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    logger,
    count() AS log_count,
    countIf(level IN {p1:Array(String)}) AS error_count,
    countIf(level IN {p1:Array(String)}) / count() AS error_rate,
    maxOrNull(timestamp) AS last_seen,
    argMaxOrNull(exception_class, timestamp) AS newest_exception
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND logger IS NOT NULL
GROUP BY logger
ORDER BY error_rate DESC, logger ASC
LIMIT {p3:UInt64}
