SELECT
    level,
    toStartOfInterval(timestamp, INTERVAL 900000000 MICROSECOND, 'UTC') AS bucket,
    count() AS total,
    quantiles({p2:Float64}, {p3:Float64})(if(isFinite(toFloat64OrNull(attributes[{p1:String}])), toFloat64OrNull(attributes[{p1:String}]), NULL)) AS high,
    topK({p4:UInt64})(logger) AS top
FROM analytics.logs
WHERE timestamp >= {p5:DateTime64(6, 'UTC')}
  AND timestamp < {p6:DateTime64(6, 'UTC')}
  AND partition_date >= {p7:Date32}
  AND partition_date <= {p7:Date32}
  AND hasTokenCaseInsensitive(message, {p8:String})
  AND timestamp >= {p9:DateTime64(6, 'UTC')}
  AND partition_date >= {p7:Date32}
GROUP BY bucket, level
HAVING total > {p10:UInt64}
  AND avgOrNull(response_size) < {p11:Float64}
ORDER BY bucket ASC WITH FILL FROM toStartOfInterval({p5:DateTime64(6, 'UTC')}, INTERVAL 900000000 MICROSECOND, 'UTC') TO {p6:DateTime64(6, 'UTC')} STEP toIntervalMicrosecond(900000000)
LIMIT {p12:UInt64} BY level
