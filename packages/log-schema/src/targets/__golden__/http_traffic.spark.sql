-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`http_traffic` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `http_status` INT COMMENT 'Status.',
  `http_method` STRING NOT NULL COMMENT 'Method.',
  `request_count` BIGINT NOT NULL COMMENT 'Requests.',
  `avg_response_size` DOUBLE COMMENT 'Average bytes of a response.',
  `bytes_sent` BIGINT COMMENT 'Bytes of all responses.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/http_traffic'
COMMENT 'HTTP requests, a row for each day, status and method.'
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
ALTER TABLE `lake`.`analytics`.`http_traffic` WRITE DISTRIBUTED BY PARTITION;
