WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    http_path,
    count() AS request_count,
    quantileOrNull({p1:Float64})(response_size) AS p50,
    quantileOrNull({p2:Float64})(response_size) AS p95,
    maxOrNull(response_size) AS largest,
    sumOrNull(response_size) AS bytes_sent
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p3:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p3:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_path IS NOT NULL
GROUP BY http_path
ORDER BY bytes_sent DESC, http_path ASC
LIMIT {p4:UInt64}
