-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`top_errors` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `logger` STRING COMMENT 'Logger.',
  `exception_class` STRING COMMENT 'Exception class.',
  `error_count` BIGINT NOT NULL COMMENT 'Events at an error level.',
  `first_seen` TIMESTAMP NOT NULL COMMENT 'First of them.',
  `last_seen` TIMESTAMP NOT NULL COMMENT 'Last of them.',
  `sample_message` STRING COMMENT 'One of their messages.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/top_errors'
COMMENT 'Where errors came from, a row for each day, logger and exception class: the hundred largest of a day.'
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
ALTER TABLE `lake`.`analytics`.`top_errors` WRITE DISTRIBUTED BY PARTITION;
