WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 86400000000 MICROSECOND, 'UTC') AS bucket,
    count() AS total,
    countIf(level = {p1:String}) AS errors,
    uniqExact(logger) AS loggers,
    sumOrNull(response_size) AS bytes,
    avgOrNull(response_size) AS average,
    minOrNull(timestamp) AS first,
    maxOrNull(timestamp) AS last,
    quantileOrNull({p2:Float64})(response_size) AS p95,
    anyOrNull(thread) AS some,
    argMaxOrNull(message, timestamp) AS newest,
    countIf(level = {p1:String}) / count() AS share
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p3:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p3:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY bucket
ORDER BY bucket ASC
