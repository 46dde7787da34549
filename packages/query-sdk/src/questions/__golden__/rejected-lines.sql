WITH (SELECT max(rejected_at) FROM analytics.logs_rejected WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs_rejected)) AS newest_moment
SELECT
    reason,
    count() AS line_count,
    uniqExact(ingest_file) AS files,
    anyOrNull(detail) AS some_detail,
    maxOrNull(rejected_at) AS last_seen
FROM analytics.logs_rejected
WHERE rejected_at > newest_moment - toIntervalDay({p1:UInt32})
  AND rejected_at <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
GROUP BY reason
ORDER BY line_count DESC, reason ASC
LIMIT {p2:UInt64}
