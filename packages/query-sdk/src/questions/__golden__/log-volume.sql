WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 86400000000 MICROSECOND, 'UTC') AS bucket,
    count() AS log_count,
    countIf(http_method IS NOT NULL) AS request_count,
    sumOrNull(response_size) AS bytes_sent,
    uniqExact(logger) AS loggers,
    uniqExact(ingest_file) AS files
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY bucket
ORDER BY bucket ASC WITH FILL FROM toStartOfInterval(if(assumeNotNull(newest_moment) = toDateTime64(0, 6, 'UTC'), assumeNotNull(newest_moment), assumeNotNull(newest_moment) - toIntervalDay({p1:UInt32})), INTERVAL 86400000000 MICROSECOND, 'UTC') TO assumeNotNull(newest_moment) STEP toIntervalMicrosecond(86400000000)
