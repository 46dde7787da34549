-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`source_activity` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `ingest_file` STRING NOT NULL COMMENT 'File.',
  `format` STRING NOT NULL COMMENT 'Format.',
  `log_count` BIGINT NOT NULL COMMENT 'Lines.',
  `error_count` BIGINT NOT NULL COMMENT 'Lines at an error level.',
  `first_seen` TIMESTAMP NOT NULL COMMENT 'First line.',
  `last_seen` TIMESTAMP NOT NULL COMMENT 'Last line.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/source_activity'
COMMENT 'What each file contributed, a row for each day, file and format.'
TBLPROPERTIES (
  'format-version' = '2',
  'write.format.default' = 'parquet',
  'write.parquet.compression-codec' = 'zstd',
  'write.target-file-size-bytes' = '268435456',
  'write.delete.mode' = 'copy-on-write',
  'write.update.mode' = 'copy-on-write',
  'write.merge.mode' = 'copy-on-write',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '100'
);

-- How writers distribute and sort rows
ALTER TABLE `lake`.`analytics`.`source_activity` WRITE DISTRIBUTED BY PARTITION;
