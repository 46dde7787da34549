WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 3600000000 MICROSECOND, 'UTC') AS bucket,
    count() AS error_count,
    topK({p1:UInt64})(logger) AS top_loggers
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND level IN {p3:Array(String)}
GROUP BY bucket
ORDER BY bucket ASC WITH FILL FROM toStartOfInterval(if(assumeNotNull(newest_moment) = toDateTime64(0, 6, 'UTC'), assumeNotNull(newest_moment), assumeNotNull(newest_moment) - toIntervalDay({p2:UInt32})), INTERVAL 3600000000 MICROSECOND, 'UTC') TO assumeNotNull(newest_moment) STEP toIntervalMicrosecond(3600000000)
