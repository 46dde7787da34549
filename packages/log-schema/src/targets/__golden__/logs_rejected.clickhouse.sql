-- The hot form
CREATE TABLE IF NOT EXISTS analytics.logs_rejected_hot
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
TTL partition_date + INTERVAL 30 DAY
COMMENT 'One rejected log line per row, with the reason; a file that cannot be read as lines is one row with line 0.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.logs_rejected AS SELECT raw_line, reason, detail, format_tried, parser_version, ingest_file, ingest_line, ingest_batch, rejected_at, partition_date FROM icebergLocal('/lake/logs_rejected/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.logs_rejected AS SELECT raw_line, reason, detail, format_tried, parser_version, ingest_file, ingest_line, ingest_batch, rejected_at, partition_date FROM icebergS3('s3://logex-lake/logs_rejected/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
