-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`ingested_files` (
  `path` STRING NOT NULL COMMENT 'Absolute path or object key of the file.',
  `size` BIGINT NOT NULL COMMENT 'Bytes of the file when it was listed.',
  `version` STRING NOT NULL COMMENT 'Modification time (ISO, UTC) or ETag when it was listed.',
  `fingerprint` STRING COMMENT 'SHA-256 over the first and the last 64 KiB of the bytes up to end_byte.',
  `first_byte` BIGINT NOT NULL COMMENT 'First byte read; above 0 for a part of a large file, and where a file has only grown.',
  `end_byte` BIGINT NOT NULL COMMENT 'Byte behind the last one read.',
  `first_line` BIGINT NOT NULL COMMENT 'Number of the first line read, from 1.',
  `rows_in` BIGINT COMMENT 'Lines read.',
  `rows_accepted` BIGINT COMMENT 'Lines committed to logs.',
  `rows_rejected` BIGINT COMMENT 'Lines committed to logs_rejected.',
  `ingest_batch` STRING NOT NULL COMMENT 'Batch that read it.',
  `state` STRING NOT NULL COMMENT 'planned, done or withdrawn.',
  `recorded_at` TIMESTAMP NOT NULL COMMENT 'When this row was written.',
  `pii_policy` STRING COMMENT 'Fingerprint of the PII policy that its lines were kept under; null for none.'
)
USING iceberg
LOCATION 's3a://logex-lake/ingested_files'
COMMENT 'The ledger: what became of each part of each version of each raw file. A later row of the same batch and path replaces an earlier one.'
TBLPROPERTIES (
  'format-version' = '2',
  'write.format.default' = 'parquet',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '268435456',
  'write.delete.mode' = 'copy-on-write',
  'write.update.mode' = 'copy-on-write',
  'write.merge.mode' = 'copy-on-write',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '100',
  'write.metadata.metrics.column.path' = 'full',
  'write.metadata.metrics.column.ingest_batch' = 'full'
);
