-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`hourly_errors` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `hour` TIMESTAMP NOT NULL COMMENT 'Begin of the hour, UTC.',
  `log_count` BIGINT NOT NULL COMMENT 'Lines.',
  `error_count` BIGINT NOT NULL COMMENT 'Lines at an error level.',
  `request_count` BIGINT NOT NULL COMMENT 'HTTP requests.',
  `server_error_count` BIGINT NOT NULL COMMENT 'Requests with status 500 and above.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/hourly_errors'
COMMENT 'The error trend: a row for each hour that has lines.'
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
  'write.metadata.metrics.column.hour' = 'full'
);

-- How writers distribute and sort rows
ALTER TABLE `lake`.`analytics`.`hourly_errors` WRITE DISTRIBUTED BY PARTITION;
