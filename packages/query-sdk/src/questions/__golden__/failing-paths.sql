WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    http_path,
    count() AS request_count,
    countIf(http_status >= {p1:Int32}) AS failed_count,
    countIf(http_status >= {p1:Int32}) / count() AS failed_share,
    topK({p2:UInt64})(http_status) AS top_statuses
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p3:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p3:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_path IS NOT NULL
GROUP BY http_path
HAVING request_count >= {p4:UInt64}
  AND failed_count > {p5:UInt64}
ORDER BY failed_share DESC, http_path ASC
LIMIT {p6:UInt64}
