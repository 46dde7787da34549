-- The table
CREATE TABLE IF NOT EXISTS `lake`.`analytics`.`logs` (
  `timestamp` TIMESTAMP NOT NULL COMMENT 'When the event happened.',
  `level` STRING COMMENT 'Severity in upper case: ERROR, WARN, INFO, DEBUG, …',
  `message` STRING COMMENT 'Text of the event; of an access log, a request line that is not HTTP.',
  `logger` STRING COMMENT 'Logger that wrote the event.',
  `thread` STRING COMMENT 'Thread that wrote the event.',
  `source_file` STRING COMMENT 'Source file that wrote the event.',
  `line_number` INT COMMENT 'Line in the source file.',
  `exception_class` STRING COMMENT 'Class of the exception.',
  `exception_message` STRING COMMENT 'Message of the exception.',
  `ip_address` STRING COMMENT 'Client of the request: address or host name.',
  `remote_user` STRING COMMENT 'Authenticated user.',
  `http_method` STRING COMMENT 'Request method.',
  `http_path` STRING COMMENT 'Request target up to the first question mark.',
  `http_query` STRING COMMENT 'Request target after the first question mark.',
  `http_version` STRING COMMENT 'Protocol version: 1.0, 1.1, 2.0, …',
  `http_status` INT COMMENT 'Response status.',
  `response_size` BIGINT COMMENT 'Bytes of the response body.',
  `referer` STRING COMMENT 'Referer header.',
  `user_agent` STRING COMMENT 'User-Agent header.',
  `attributes` MAP<STRING, STRING> NOT NULL COMMENT 'Every field of the line that no column names.',
  `format` STRING NOT NULL COMMENT 'Format that the line was read in.',
  `ingest_file` STRING NOT NULL COMMENT 'File that the line stands in.',
  `ingest_line` BIGINT NOT NULL COMMENT 'Number of the line in its file, from 1.',
  `ingest_batch` STRING NOT NULL COMMENT 'Batch that wrote the row.',
  `ingested_at` TIMESTAMP NOT NULL COMMENT 'When the batch was started.',
  `partition_date` DATE NOT NULL COMMENT 'Day of the timestamp, UTC.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
LOCATION 's3a://logex-lake/logs'
COMMENT 'One accepted log line per row, whatever its format.'
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
  'write.metadata.metrics.column.timestamp' = 'full',
  'write.metadata.metrics.column.message' = 'counts',
  'write.metadata.metrics.column.exception_message' = 'counts',
  'write.metadata.metrics.column.http_query' = 'counts',
  'write.metadata.metrics.column.referer' = 'counts',
  'write.metadata.metrics.column.user_agent' = 'counts',
  'write.metadata.metrics.column.attributes' = 'none',
  'write.metadata.metrics.column.ingest_file' = 'full',
  'write.metadata.metrics.column.ingest_batch' = 'full'
);

-- How writers distribute and sort rows
ALTER TABLE `lake`.`analytics`.`logs` WRITE DISTRIBUTED BY PARTITION LOCALLY ORDERED BY `timestamp`;
