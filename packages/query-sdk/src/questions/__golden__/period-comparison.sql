WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    countIf((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment)) AS current_events,
    countIf(NOT ((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment))) AS previous_events,
    countIf(((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment) AND level IN {p2:Array(String)})) AS current_errors,
    countIf((NOT ((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment)) AND level IN {p2:Array(String)})) AS previous_errors,
    countIf(((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment) AND http_method IS NOT NULL)) AS current_requests,
    countIf((NOT ((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment)) AND http_method IS NOT NULL)) AS previous_requests,
    countIf(((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment) AND http_status >= {p3:Int32})) AS current_server_errors,
    countIf((NOT ((timestamp > newest_moment - toIntervalDay({p1:UInt32}) AND timestamp <= newest_moment)) AND http_status >= {p3:Int32})) AS previous_server_errors
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p4:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p4:UInt32}))
  AND partition_date <= toDate32(newest_moment)
