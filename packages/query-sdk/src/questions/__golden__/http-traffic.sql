WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    http_status,
    http_method,
    count() AS request_count,
    avgOrNull(response_size) AS avg_response_size
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_method IS NOT NULL
GROUP BY http_status, http_method
ORDER BY request_count DESC, http_status ASC, http_method ASC
