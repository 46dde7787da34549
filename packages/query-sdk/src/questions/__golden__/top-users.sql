WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    remote_user,
    count() AS request_count,
    countIf(http_status >= {p1:Int32}) AS failed_count,
    uniqExact(http_path) AS paths,
    uniqExact(ip_address) AS clients,
    minOrNull(timestamp) AS first_seen,
    maxOrNull(timestamp) AS last_seen
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND remote_user IS NOT NULL
GROUP BY remote_user
ORDER BY request_count DESC, remote_user ASC
LIMIT {p3:UInt64}
