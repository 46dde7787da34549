-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`top_paths` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `http_path` STRING NOT NULL COMMENT 'Path.',
  `request_count` BIGINT NOT NULL COMMENT 'Requests.',
  `server_error_count` BIGINT NOT NULL COMMENT 'Of them with status 500 and above.',
  `distinct_clients` BIGINT NOT NULL COMMENT 'Different clients.',
  `avg_response_size` DOUBLE COMMENT 'Average bytes of a response.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/top_paths'
COMMENT 'Paths by number of requests, a row for each day and path: the thousand largest of a day.'
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
ALTER TABLE `lake`.`analytics`.`top_paths` WRITE DISTRIBUTED BY PARTITION;
