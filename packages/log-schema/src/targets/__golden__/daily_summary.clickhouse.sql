-- The hot form
CREATE TABLE IF NOT EXISTS analytics.daily_summary_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    log_count Int64 COMMENT 'Lines.' CODEC(T64, ZSTD(1)),
    error_count Int64 COMMENT 'Lines at an error level.' CODEC(T64, ZSTD(1)),
    warning_count Int64 COMMENT 'Lines at level WARN.' CODEC(T64, ZSTD(1)),
    request_count Int64 COMMENT 'HTTP requests.' CODEC(T64, ZSTD(1)),
    server_error_count Int64 COMMENT 'Requests with status 500 and above.' CODEC(T64, ZSTD(1)),
    distinct_loggers Int64 COMMENT 'Different loggers.' CODEC(T64, ZSTD(1)),
    distinct_clients Int64 COMMENT 'Different clients.' CODEC(T64, ZSTD(1)),
    bytes_sent Nullable(Int64) COMMENT 'Bytes of all responses.' CODEC(T64, ZSTD(1)),
    first_seen DateTime64(6, 'UTC') COMMENT 'First line.' CODEC(DoubleDelta, ZSTD(1)),
    last_seen DateTime64(6, 'UTC') COMMENT 'Last line.' CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'Each day in one row.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.daily_summary AS SELECT partition_date, log_count, error_count, warning_count, request_count, server_error_count, distinct_loggers, distinct_clients, bytes_sent, first_seen, last_seen FROM icebergLocal('/lake/daily_summary/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.daily_summary AS SELECT partition_date, log_count, error_count, warning_count, request_count, server_error_count, distinct_loggers, distinct_clients, bytes_sent, first_seen, last_seen FROM icebergS3('s3://logex-lake/daily_summary/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
