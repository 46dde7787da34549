-- The hot form
CREATE TABLE IF NOT EXISTS analytics.http_traffic_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    http_status Nullable(Int32) COMMENT 'Status.' CODEC(T64, ZSTD(1)),
    http_method String COMMENT 'Method.' CODEC(ZSTD(1)),
    request_count Int64 COMMENT 'Requests.' CODEC(T64, ZSTD(1)),
    avg_response_size Nullable(Float64) COMMENT 'Average bytes of a response.' CODEC(Gorilla, ZSTD(1)),
    bytes_sent Nullable(Int64) COMMENT 'Bytes of all responses.' CODEC(T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'HTTP requests, a row for each day, status and method.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.http_traffic AS SELECT partition_date, http_status, http_method, request_count, avg_response_size, bytes_sent FROM icebergLocal('/lake/http_traffic/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.http_traffic AS SELECT partition_date, http_status, http_method, request_count, avg_response_size, bytes_sent FROM icebergS3('s3://logex-lake/http_traffic/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
