WITH (SELECT max(timestamp) FROM analytics.logs WHERE partition_date = (SELECT max(partition_date) FROM analytics.logs)) AS newest_moment
SELECT
    logger AS name,
    count() AS measured_count,
    quantileOrNull({p1:Float64})(if(isFinite(toFloat64OrNull(attributes[{p2:String}])), toFloat64OrNull(attributes[{p2:String}]), NULL)) AS p50,
    quantileOrNull({p3:Float64})(if(isFinite(toFloat64OrNull(attributes[{p2:String}])), toFloat64OrNull(attributes[{p2:String}]), NULL)) AS p95,
    quantileOrNull({p4:Float64})(if(isFinite(toFloat64OrNull(attributes[{p2:String}])), toFloat64OrNull(attributes[{p2:String}]), NULL)) AS p99,
    maxOrNull(if(isFinite(toFloat64OrNull(attributes[{p2:String}])), toFloat64OrNull(attributes[{p2:String}]), NULL)) AS longest
FROM analytics.logs
WHERE timestamp > newest_moment - toIntervalDay({p5:UInt32})
  AND timestamp <= newest_moment
  AND partition_date >= toDate32(newest_moment - toIntervalDay({p5:UInt32}))
  AND partition_date <= toDate32(newest_moment)
  AND if(isFinite(toFloat64OrNull(attributes[{p2:String}])), toFloat64OrNull(attributes[{p2:String}]), NULL) IS NOT NULL
GROUP BY name
ORDER BY p95 DESC, name ASC
LIMIT {p6:UInt64}
