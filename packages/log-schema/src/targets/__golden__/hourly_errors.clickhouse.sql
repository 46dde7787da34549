-- The hot form
CREATE TABLE IF NOT EXISTS analytics.hourly_errors_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    hour DateTime64(6, 'UTC') COMMENT 'Begin of the hour, UTC.' CODEC(DoubleDelta, ZSTD(1)),
    log_count Int64 COMMENT 'Lines.' CODEC(T64, ZSTD(1)),
    error_count Int64 COMMENT 'Lines at an error level.' CODEC(T64, ZSTD(1)),
    request_count Int64 COMMENT 'HTTP requests.' CODEC(T64, ZSTD(1)),
    server_error_count Int64 COMMENT 'Requests with status 500 and above.' CODEC(T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'The error trend: a row for each hour that has lines.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.hourly_errors AS SELECT partition_date, hour, log_count, error_count, request_count, server_error_count FROM icebergLocal('/lake/hourly_errors/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.hourly_errors AS SELECT partition_date, hour, log_count, error_count, request_count, server_error_count FROM icebergS3('s3://logex-lake/hourly_errors/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
