-- The hot form
CREATE TABLE IF NOT EXISTS analytics.source_activity_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    ingest_file String COMMENT 'File.' CODEC(ZSTD(1)),
    format String COMMENT 'Format.' CODEC(ZSTD(1)),
    log_count Int64 COMMENT 'Lines.' CODEC(T64, ZSTD(1)),
    error_count Int64 COMMENT 'Lines at an error level.' CODEC(T64, ZSTD(1)),
    first_seen DateTime64(6, 'UTC') COMMENT 'First line.' CODEC(DoubleDelta, ZSTD(1)),
    last_seen DateTime64(6, 'UTC') COMMENT 'Last line.' CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'What each file contributed, a row for each day, file and format.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.source_activity AS SELECT partition_date, ingest_file, format, log_count, error_count, first_seen, last_seen FROM icebergLocal('/lake/source_activity/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.source_activity AS SELECT partition_date, ingest_file, format, log_count, error_count, first_seen, last_seen FROM icebergS3('s3://logex-lake/source_activity/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
