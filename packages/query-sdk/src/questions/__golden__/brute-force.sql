WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 300000000 MICROSECOND, 'UTC') AS bucket,
    ip_address,
    count() AS attempts,
    uniqExact(remote_user) AS users,
    topK({p1:UInt64})(http_path) AS some_paths
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND ip_address IS NOT NULL
  AND http_status IN {p3:Array(Int32)}
GROUP BY bucket, ip_address
HAVING attempts >= {p4:UInt64}
ORDER BY attempts DESC, bucket ASC, ip_address ASC
LIMIT {p5:UInt64}
