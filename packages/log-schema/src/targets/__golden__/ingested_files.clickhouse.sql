-- The hot form
CREATE TABLE IF NOT EXISTS analytics.ingested_files_hot
(
    path String COMMENT 'Absolute path or object key of the file.' CODEC(ZSTD(1)),
    size Int64 COMMENT 'Bytes of the file when it was listed.' CODEC(T64, ZSTD(1)),
    version String COMMENT 'Modification time (ISO, UTC) or ETag when it was listed.' CODEC(ZSTD(1)),
    fingerprint Nullable(String) COMMENT 'SHA-256 over the first and the last 64 KiB of the bytes up to end_byte.' CODEC(ZSTD(1)),
    first_byte Int64 COMMENT 'First byte read; above 0 for a part of a large file, and where a file has only grown.' CODEC(T64, ZSTD(1)),
    end_byte Int64 COMMENT 'Byte behind the last one read.' CODEC(T64, ZSTD(1)),
    first_line Int64 COMMENT 'Number of the first line read, from 1.' CODEC(T64, ZSTD(1)),
    rows_in Nullable(Int64) COMMENT 'Lines read.' CODEC(T64, ZSTD(1)),
    rows_accepted Nullable(Int64) COMMENT 'Lines committed to logs.' CODEC(T64, ZSTD(1)),
    rows_rejected Nullable(Int64) COMMENT 'Lines committed to logs_rejected.' CODEC(T64, ZSTD(1)),
    ingest_batch LowCardinality(String) COMMENT 'Batch that read it.' CODEC(ZSTD(1)),
    state LowCardinality(String) COMMENT 'planned, done or withdrawn.' CODEC(ZSTD(1)),
    recorded_at DateTime64(6, 'UTC') COMMENT 'When this row was written.' CODEC(DoubleDelta, ZSTD(1)),
    pii_policy LowCardinality(Nullable(String)) COMMENT 'Fingerprint of the PII policy that its lines were kept under; null for none.' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (path, recorded_at)
COMMENT 'The ledger: what became of each part of each version of each raw file. A later row of the same batch and path replaces an earlier one.';

-- The Iceberg table in a folder
CREATE OR REPLACE VIEW analytics.ingested_files AS SELECT path, size, version, fingerprint, first_byte, end_byte, first_line, rows_in, rows_accepted, rows_rejected, ingest_batch, state, recorded_at, pii_policy FROM icebergLocal('/lake/ingested_files/');

-- The Iceberg table in object storage, at a known version
CREATE OR REPLACE VIEW analytics.ingested_files AS SELECT path, size, version, fingerprint, first_byte, end_byte, first_line, rows_in, rows_accepted, rows_rejected, ingest_batch, state, recorded_at, pii_policy FROM icebergS3('s3://logex-lake/ingested_files/', SETTINGS iceberg_metadata_file_path = 'metadata/00001.metadata.json');
