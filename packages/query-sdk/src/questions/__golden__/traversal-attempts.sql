WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    ip_address,
    count() AS attempts,
    countIf(http_status < {p1:Int32}) AS answered_count,
    topK({p2:UInt64})(http_path) AS some_paths,
    minOrNull(timestamp) AS first_seen,
    maxOrNull(timestamp) AS last_seen
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p3:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p3:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND (multiSearchAnyCaseInsensitiveUTF8(http_path, {p4:Array(String)}) > 0 OR multiSearchAnyCaseInsensitiveUTF8(http_query, {p5:Array(String)}) > 0)
GROUP BY ip_address
ORDER BY attempts DESC, ip_address ASC
LIMIT {p6:UInt64}
