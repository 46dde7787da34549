-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`top_ips` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `ip_address` STRING NOT NULL COMMENT 'Client.',
  `request_count` BIGINT NOT NULL COMMENT 'Lines of this client.',
  `failed_count` BIGINT NOT NULL COMMENT 'Of them with status 400 and above.',
  `distinct_paths` BIGINT NOT NULL COMMENT 'Different paths asked for.',
  `bytes_sent` BIGINT COMMENT 'Bytes sent to it.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/top_ips'
COMMENT 'Clients by number of lines, a row for each day and address: the thousand largest of a day.'
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
ALTER TABLE `lake`.`analytics`.`top_ips` WRITE DISTRIBUTED BY PARTITION;
