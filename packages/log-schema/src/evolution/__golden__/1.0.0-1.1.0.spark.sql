-- orders
ALTER TABLE `iceberg`.`shop`.`orders` ADD COLUMN `currency` STRING COMMENT 'Currency of the amount.' AFTER `amount`;
ALTER TABLE `iceberg`.`shop`.`orders` ADD COLUMN `gift` STRING COMMENT 'Words on the card.' AFTER `partition_date`;
ALTER TABLE `iceberg`.`shop`.`orders` ALTER COLUMN `amount` COMMENT 'Cents, tax included.';
ALTER TABLE `iceberg`.`shop`.`orders` SET TBLPROPERTIES ('write.target-file-size-bytes' = '134217728');
ALTER TABLE `iceberg`.`shop`.`orders` WRITE DISTRIBUTED BY PARTITION LOCALLY ORDERED BY `placed_at`;

-- daily_orders
CREATE TABLE IF NOT EXISTS `iceberg`.`analytics`.`daily_orders` (
  `partition_date` DATE NOT NULL COMMENT 'Day that the row is about, UTC.',
  `currency` STRING COMMENT 'Currency.',
  `order_count` BIGINT NOT NULL COMMENT 'Orders.'
)
USING iceberg
PARTITIONED BY (`partition_date`)
COMMENT 'Orders, a row for each day and currency.'
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
ALTER TABLE `iceberg`.`analytics`.`daily_orders` WRITE DISTRIBUTED BY PARTITION;
