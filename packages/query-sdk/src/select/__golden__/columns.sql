SELECT
    timestamp,
    message,
    attributes[{p1:String}] AS tenant,
    response_size AS size
FROM analytics.logs
WHERE level IN {p2:Array(String)}
  AND positionCaseInsensitiveUTF8(message, {p3:String}) > 0
  AND response_size BETWEEN {p4:Int64} AND {p5:Int64}
  AND (logger IS NULL OR NOT (attributes[{p1:String}] = {p6:String}))
ORDER BY timestamp DESC, tenant ASC
LIMIT {p7:UInt64}
OFFSET {p8:UInt64}
