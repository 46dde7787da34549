-- The hot form
CREATE TABLE IF NOT EXISTS analytics.top_errors_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    logger Nullable(String) COMMENT 'Logger.' CODEC(ZSTD(1)),
    exception_class Nullable(String) COMMENT 'Exception class.' CODEC(ZSTD(1)),
    error_count Int64 COMMENT 'Events at an error level.' CODEC(T64, ZSTD(1)),
    first_seen DateTime64(6, 'UTC') COMMENT 'First of them.' CODEC(DoubleDelta, ZSTD(1)),
    last_seen DateTime64(6, 'UTC') COMMENT 'Last of them.' CODEC(DoubleDelta, ZSTD(1)),
    sample_message Nullable(String) COMMENT 'One of their messages.' CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'Where errors came from, a row for each day, logger and exception class: the hundred largest of a day.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.top_errors AS SELECT partition_date, logger, exception_class, error_count, first_seen, last_seen, sample_message FROM icebergLocal('/lake/top_errors/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.top_errors AS SELECT partition_date, logger, exception_class, error_count, first_seen, last_seen, sample_message FROM icebergS3('s3://logex-lake/top_errors/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
