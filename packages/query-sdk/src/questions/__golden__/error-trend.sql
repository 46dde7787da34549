WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    logger,
    countIf((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment)) AS current_count,
    countIf(NOT ((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment))) AS previous_count
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND level IN {p3:Array(String)}
GROUP BY logger
ORDER BY logger ASC
