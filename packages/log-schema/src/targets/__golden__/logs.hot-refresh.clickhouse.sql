SELECT toString(partition_date) AS day, toString(groupBitXor(cityHash64(path))) AS fingerprint
FROM (SELECT DISTINCT partition_date, _path AS path FROM icebergLocal('/lake/logs/')
WHERE partition_date >= {first_day:Date32} AND partition_date <= {last_day:Date32})
GROUP BY day
ORDER BY day;

INSERT INTO analytics.logs_hot_load_1 (timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date) SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date FROM icebergLocal('/lake/logs/') WHERE partition_date = toDate32('2025-08-25');

ALTER TABLE analytics.logs_hot REPLACE PARTITION '2025-08-25' FROM analytics.logs_hot_load_1;

DROP TABLE IF EXISTS analytics.logs_hot_load_1 SYNC;

INSERT INTO analytics.logs_hot_days SELECT {day:Date32}, {fingerprint:String}, now64(6, 'UTC');

INSERT INTO analytics.logs_hot_watermark SELECT {first_day:Date32}, {last_day:Date32}, now64(6, 'UTC');
