WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    toStartOfInterval(timestamp, INTERVAL 86400000000 MICROSECOND, 'UTC') AS bucket,
    uniqExact(ip_address) AS clients,
    uniqExact(remote_user) AS users,
    count() AS request_count,
    count() / nullIf(uniqExact(ip_address), 0) AS requests_per_client
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p1:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p1:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND http_method IS NOT NULL
GROUP BY bucket
ORDER BY bucket ASC WITH FILL FROM toStartOfInterval(if(assumeNotNull(newest_moment) = toDateTime64(0, 6, 'UTC'), assumeNotNull(newest_moment), assumeNotNull(newest_moment) - toIntervalDay({p1:UInt32})), INTERVAL 86400000000 MICROSECOND, 'UTC') TO assumeNotNull(newest_moment) STEP toIntervalMicrosecond(86400000000)
