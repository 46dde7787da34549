WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    logger,
    count() AS previous_count,
    maxOrNull(timestamp) AS last_seen
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND logger IS NOT NULL
GROUP BY logger
HAVING countIf((timestamp > newest_moment - toIntervalDay({p2:UInt32}) AND timestamp <= newest_moment)) = {p3:UInt64}
ORDER BY last_seen DESC, logger ASC
LIMIT {p4:UInt64}
