WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    user_agent,
    count() AS request_count,
    uniqExact(ip_address) AS clients,
    minOrNull(timestamp) AS first_seen,
    anyOrNull(http_path) AS some_path
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND user_agent IS NOT NULL
GROUP BY user_agent
HAVING request_count <= {p2:UInt64}
ORDER BY request_count ASC, user_agent ASC
LIMIT {p3:UInt64}
