WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    timestamp,
    level,
    logger,
    message,
    exception_class,
    exception_message,
    ingest_file,
    ingest_line
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND (positionCaseInsensitiveUTF8(message, {p2:String}) > 0 OR positionCaseInsensitiveUTF8(exception_message, {p2:String}) > 0)
ORDER BY timestamp DESC, ingest_file ASC, ingest_line ASC
LIMIT {p3:UInt64}
