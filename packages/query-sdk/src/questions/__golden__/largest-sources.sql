WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    ingest_file,
    format,
    count() AS log_count,
    minOrNull(timestamp) AS first_seen,
    maxOrNull(timestamp) AS last_seen
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY ingest_file, format
ORDER BY log_count DESC, ingest_file ASC, format ASC
LIMIT {p2:UInt64}
