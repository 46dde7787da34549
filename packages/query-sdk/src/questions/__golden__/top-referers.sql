WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    referer,
    count() AS request_count,
    uniqExact(ip_address) AS clients,
    topK({p1:UInt64})(http_path) AS top_paths
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND referer IS NOT NULL
GROUP BY referer
ORDER BY request_count DESC, referer ASC
LIMIT {p3:UInt64}
