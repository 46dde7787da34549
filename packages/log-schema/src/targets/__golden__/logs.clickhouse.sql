-- The hot form
CREATE TABLE IF NOT EXISTS analytics.logs_hot
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
TTL partition_date + INTERVAL 7 DAY
COMMENT 'One accepted log line per row, whatever its format.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.logs AS SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date FROM icebergLocal('/lake/logs/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.logs AS SELECT timestamp, level, message, logger, thread, source_file, line_number, exception_class, exception_message, ip_address, remote_user, http_method, http_path, http_query, http_version, http_status, response_size, referer, user_agent, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at, partition_date FROM icebergS3('s3://logex-lake/logs/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
