-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`daily_summary` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `log_count` BIGINT NOT NULL COMMENT 'Lines.',
  `error_count` BIGINT NOT NULL COMMENT 'Lines at an error level.',
  `warning_count` BIGINT NOT NULL COMMENT 'Lines at level WARN.',
  `request_count` BIGINT NOT NULL COMMENT 'HTTP requests.',
  `server_error_count` BIGINT NOT NULL COMMENT 'Requests with status 500 and above.',
  `distinct_loggers` BIGINT NOT NULL COMMENT 'Different loggers.',
  `distinct_clients` BIGINT NOT NULL COMMENT 'Different clients.',
  `bytes_sent` BIGINT COMMENT 'Bytes of all responses.',
  `first_seen` TIMESTAMP NOT NULL COMMENT 'First line.',
  `last_seen` TIMESTAMP NOT NULL COMMENT 'Last line.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/daily_summary'
COMMENT 'Each day in one row.'
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
ALTER TABLE `lake`.`analytics`.`daily_summary` WRITE DISTRIBUTED BY PARTITION;
