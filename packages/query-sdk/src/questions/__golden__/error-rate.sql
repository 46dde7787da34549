WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 3600000000 MICROSECOND, 'UTC') AS bucket,
    count() AS total,
    countIf(level IN {p1:Array(String)}) AS error_count,
    countIf(level IN {p1:Array(String)}) / count() AS error_rate
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY bucket
ORDER BY bucket ASC
