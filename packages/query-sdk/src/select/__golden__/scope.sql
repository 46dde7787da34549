WITH (SELECT max(timestamp) FROM analytics.logs_spanning WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs_spanning WHERE logger = {p1:String}) AND logger = {p1:String}) AS newest_moment
SELECT
    message
FROM analytics.logs_spanning
WHERE logger = {p1:String}
  AND timestamp > newest_moment - toIntervalDay({p2:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p2:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND (level = {p3:String} OR level IS NULL)
