CREATE TABLE IF NOT EXISTS analytics.logs_live
(
    timestamp DateTime64(6, 'UTC') COMMENT 'When the event happened.' CODEC(DoubleDelta, ZSTD(1)),
    level LowCardinality(Nullable(String)) COMMENT 'Severity in upper case: ERROR, WARN, INFO, DEBUG, …' CODEC(ZSTD(1)),
    message Nullable(String) COMMENT 'Text of the event; of an access log, a request line that is not HTTP.' CODEC(ZSTD(1)),
    logger LowCardinality(Nullable(String)) COMMENT 'Logger that wrote the event.' CODEC(ZSTD(1)),
    thread LowCardinality(Nullable(String)) COMMENT 'Thread that wrote the event.' CODEC(ZSTD(1)),
    source_file LowCardinality(Nullable(String)) COMMENT 'Source file that wrote the event.' CODEC(ZSTD(1)),
    line_number Nullable(Int32) COMMENT 'Line in the source file.' CODEC(T64, ZSTD(1)),
    exception_class LowCardinality(Nullable(String)) COMMENT 'Class of the exception.' CODEC(ZSTD(1)),
    exception_message Nullable(String) COMMENT 'Message of the exception.' CODEC(ZSTD(1)),
    ip_address Nullable(String) COMMENT 'Client of the request: address or host name.' CODEC(ZSTD(1)),
    remote_user Nullable(String) COMMENT 'Authenticated user.' CODEC(ZSTD(1)),
    http_method LowCardinality(Nullable(String)) COMMENT 'Request method.' CODEC(ZSTD(1)),
    http_path Nullable(String) COMMENT 'Request target up to the first question mark.' CODEC(ZSTD(1)),
    http_query Nullable(String) COMMENT 'Request target after the first question mark.' CODEC(ZSTD(1)),
    http_version LowCardinality(Nullable(String)) COMMENT 'Protocol version: 1.0, 1.1, 2.0, …' CODEC(ZSTD(1)),
    http_status Nullable(Int32) COMMENT 'Response status.' CODEC(T64, ZSTD(1)),
    response_size Nullable(Int64) COMMENT 'Bytes of the response body.' CODEC(T64, ZSTD(1)),
    referer Nullable(String) COMMENT 'Referer header.' CODEC(ZSTD(1)),
    user_agent Nullable(String) COMMENT 'User-Agent header.' CODEC(ZSTD(1)),
    attributes Map(String, Nullable(String)) COMMENT 'Every field of the line that no column names.' CODEC(ZSTD(1)),
    format LowCardinality(String) COMMENT 'Format that the line was read in.' CODEC(ZSTD(1)),
    ingest_file LowCardinality(String) COMMENT 'File that the line stands in.' CODEC(ZSTD(1)),
    ingest_line Int64 COMMENT 'Number of the line in its file, from 1.' CODEC(T64, ZSTD(1)),
    ingest_batch LowCardinality(String) COMMENT 'Batch that wrote the row.' CODEC(ZSTD(1)),
    ingested_at DateTime64(6, 'UTC') COMMENT 'When the batch was started.' CODEC(DoubleDelta, ZSTD(1)),
    partition_date Date32 COMMENT 'Day of the timestamp, UTC.' CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY (timestamp, ingest_file, ingest_line)
TTL partition_date + INTERVAL 2 DAY
COMMENT 'One accepted log line per row, whatever its format.';

CREATE TABLE IF NOT EXISTS analytics.logs_live_rejected
(
    raw_line String COMMENT 'The line as it was read, without its line break.' CODEC(ZSTD(1)),
    reason LowCardinality(String) COMMENT 'Reason code.' CODEC(ZSTD(1)),
    detail Nullable(String) COMMENT 'What was seen: the bad value, or the fault of the file.' CODEC(ZSTD(1)),
    format_tried LowCardinality(Nullable(String)) COMMENT 'Format that the line was tried in.' CODEC(ZSTD(1)),
    parser_version LowCardinality(String) COMMENT 'Version of the log formats that rejected it.' CODEC(ZSTD(1)),
    ingest_file LowCardinality(String) COMMENT 'File that the line stands in.' CODEC(ZSTD(1)),
    ingest_line Int64 COMMENT 'Number of the line in its file, from 1; 0 stands for the whole file.' CODEC(T64, ZSTD(1)),
    ingest_batch LowCardinality(String) COMMENT 'Batch that wrote the row.' CODEC(ZSTD(1)),
    rejected_at DateTime64(6, 'UTC') COMMENT 'When the batch was started.' CODEC(DoubleDelta, ZSTD(1)),
    partition_date Date32 COMMENT 'Day of rejection, UTC.' CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY (reason, ingest_file, ingest_line)
TTL partition_date + INTERVAL 2 DAY
COMMENT 'One rejected log line per row, with the reason; a file that cannot be read as lines is one row with line 0.';

CREATE TABLE IF NOT EXISTS analytics.logs_live_queue (line String)
ENGINE = S3Queue('https://lake.s3.eu-central-1.amazonaws.com/logs/**', 'LineAsString')
SETTINGS mode = 'unordered', keeper_path = '/clickhouse/s3queue/logs', after_processing = 'keep';

CREATE TABLE IF NOT EXISTS analytics.logs_live_parsed
(
    timestamp DateTime64(6, 'UTC'),
    level Nullable(String),
    message Nullable(String),
    logger Nullable(String),
    thread Nullable(String),
    source_file Nullable(String),
    line_number Nullable(Int32),
    exception_class Nullable(String),
    exception_message Nullable(String),
    ip_address Nullable(String),
    remote_user Nullable(String),
    http_method Nullable(String),
    http_path Nullable(String),
    http_query Nullable(String),
    http_version Nullable(String),
    http_status Nullable(Int32),
    response_size Nullable(Int64),
    referer Nullable(String),
    user_agent Nullable(String),
    attributes Map(String, Nullable(String)),
    format String,
    ingest_file String,
    ingest_line Int64,
    ingest_batch String,
    ingested_at DateTime64(6, 'UTC'),
    partition_date Date32,
    reason String,
    detail Nullable(String),
    format_tried Nullable(String),
    raw_line String
)
ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS analytics.logs_live_view TO analytics.logs_live AS
SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date FROM analytics.logs_live_parsed WHERE reason = '';

CREATE MATERIALIZED VIEW IF NOT EXISTS analytics.logs_live_rejected_view TO analytics.logs_live_rejected AS
SELECT raw_line, reason, detail, format_tried, '1' AS parser_version, ingest_file, ingest_line, ingest_batch, ingested_at AS rejected_at, toDate32(ingested_at) AS partition_date FROM analytics.logs_live_parsed WHERE reason != '';
