WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    timestamp,
    level,
    logger,
    message,
    exception_class,
    ip_address,
    http_method,
    http_path,
    http_status
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
ORDER BY timestamp DESC, ingest_file ASC, ingest_line ASC
LIMIT {p2:UInt64}
