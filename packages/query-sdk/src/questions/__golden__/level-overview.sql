WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    level,
    count() AS log_count,
    uniqExact(logger) AS unique_loggers
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY level
ORDER BY log_count DESC, level ASC
