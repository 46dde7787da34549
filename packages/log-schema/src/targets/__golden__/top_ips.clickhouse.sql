-- The hot form
CREATE TABLE IF NOT EXISTS analytics.top_ips_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    ip_address String COMMENT 'Client.' CODEC(ZSTD(1)),
    request_count Int64 COMMENT 'Lines of this client.' CODEC(T64, ZSTD(1)),
    failed_count Int64 COMMENT 'Of them with status 400 and above.' CODEC(T64, ZSTD(1)),
    distinct_paths Int64 COMMENT 'Different paths asked for.' CODEC(T64, ZSTD(1)),
    bytes_sent Nullable(Int64) COMMENT 'Bytes sent to it.' CODEC(T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'Clients by number of lines, a row for each day and address: the thousand largest of a day.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.top_ips AS SELECT partition_date, ip_address, request_count, failed_count, distinct_paths, bytes_sent FROM icebergLocal('/lake/top_ips/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.top_ips AS SELECT partition_date, ip_address, request_count, failed_count, distinct_paths, bytes_sent FROM icebergS3('s3://logex-lake/top_ips/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
