WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 86400000000 MICROSECOND, 'UTC') AS day,
    count() AS log_count,
    countIf(level IN {p1:Array(String)}) AS error_count,
    countIf(level IN {p1:Array(String)}) / count() AS error_rate,
    uniqExact(logger) AS loggers,
    countIf(http_method IS NOT NULL) AS request_count,
    countIf(http_status >= {p2:Int32}) AS failed_count,
    uniqExact(ip_address) AS clients,
    sumOrNull(response_size) AS bytes_sent
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p3:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p3:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY day
ORDER BY day ASC WITH FILL FROM toStartOfInterval(if(assumeNotNull(newest_moment) = toDateTime64(0, 6, 'UTC'), assumeNotNull(newest_moment), assumeNotNull(newest_moment) - toIntervalDay({p3:UInt32})), INTERVAL 86400000000 MICROSECOND, 'UTC') TO assumeNotNull(newest_moment) STEP toIntervalMicrosecond(86400000000)
