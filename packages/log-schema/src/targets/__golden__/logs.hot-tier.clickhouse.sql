CREATE TABLE IF NOT EXISTS analytics.logs_hot_days (partition_date Date32, fingerprint String, loaded_at DateTime64(6, 'UTC'))
ENGINE = MergeTree
ORDER BY (partition_date, loaded_at);

CREATE TABLE IF NOT EXISTS analytics.logs_hot_watermark (first_day Date32, last_day Date32, moved_at DateTime64(6, 'UTC'))
ENGINE = MergeTree
ORDER BY moved_at;

CREATE OR REPLACE VIEW analytics.logs_spanning AS
SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date
FROM analytics.logs_hot
WHERE partition_date >= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 7), last_day), moved_at)) FROM analytics.logs_hot_watermark), 1) AND partition_date <= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 7), last_day), moved_at)) FROM analytics.logs_hot_watermark), 2)
UNION ALL
SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date
FROM analytics.logs
WHERE partition_date < tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 7), last_day), moved_at)) FROM analytics.logs_hot_watermark), 1) OR partition_date > tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 7), last_day), moved_at)) FROM analytics.logs_hot_watermark), 2);
