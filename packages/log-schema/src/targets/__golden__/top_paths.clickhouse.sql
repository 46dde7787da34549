-- The hot form
CREATE TABLE IF NOT EXISTS analytics.top_paths_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    http_path String COMMENT 'Path.' CODEC(ZSTD(1)),
    request_count Int64 COMMENT 'Requests.' CODEC(T64, ZSTD(1)),
    server_error_count Int64 COMMENT 'Of them with status 500 and above.' CODEC(T64, ZSTD(1)),
    distinct_clients Int64 COMMENT 'Different clients.' CODEC(T64, ZSTD(1)),
    avg_response_size Nullable(Float64) COMMENT 'Average bytes of a response.' CODEC(Gorilla, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'Paths by number of requests, a row for each day and path: the thousand largest of a day.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.top_paths AS SELECT partition_date, http_path, request_count, server_error_count, distinct_clients, avg_response_size FROM icebergLocal('/lake/top_paths/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.top_paths AS SELECT partition_date, http_path, request_count, server_error_count, distinct_clients, avg_response_size FROM icebergS3('s3://logex-lake/top_paths/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
