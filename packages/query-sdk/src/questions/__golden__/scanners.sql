WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    ip_address,
    uniqExact(http_path) AS missing_paths,
    count() AS not_found_count,
    minOrNull(timestamp) AS first_seen,
    maxOrNull(timestamp) AS last_seen,
    topK({p1:UInt64})(http_path) AS some_paths,
    uniqExact(user_agent) AS user_agents
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND ip_address IS NOT NULL
  AND http_status = {p3:Int32}
GROUP BY ip_address
HAVING missing_paths >= {p4:UInt64}
ORDER BY missing_paths DESC, ip_address ASC
LIMIT {p5:UInt64}
