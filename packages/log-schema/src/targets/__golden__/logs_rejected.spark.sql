-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`logs_rejected` (
  `raw_line` BINARY NOT NULL COMMENT 'The line as it was read, without its line break.',
  `reason` STRING NOT NULL COMMENT 'Reason code.',
  `detail` STRING COMMENT 'What was seen: the bad value, or the fault of the file.',
  `format_tried` STRING COMMENT 'Format that the line was tried in.',
  `parser_version` STRING NOT NULL COMMENT 'Version of the log formats that rejected it.',
  `ingest_file` STRING NOT NULL COMMENT 'File that the line stands in.',
  `ingest_line` BIGINT NOT NULL COMMENT 'Number of the line in its file, from 1; 0 stands for the whole file.',
  `ingest_batch` STRING NOT NULL COMMENT 'Batch that wrote the row.',
  `rejected_at` TIMESTAMP NOT NULL COMMENT 'When the batch was started.',
  `partition_date` DATE NOT NULL COMMENT 'Day of rejection, UTC.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/logs_rejected'
COMMENT 'One rejected log line per row, with the reason; a file that cannot be read as lines is one row with line 0.'
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
  'write.metadata.metrics.column.raw_line' = 'none',
  'write.metadata.metrics.column.detail' = 'counts',
  'write.metadata.metrics.column.ingest_file' = 'full',
  'write.metadata.metrics.column.ingest_batch' = 'full'
);

-- How writers distribute and sort rows
ALTER TABLE `lake`.`analytics`.`logs_rejected` WRITE DISTRIBUTED BY PARTITION;
