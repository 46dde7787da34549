-- orders
ALTER TABLE `iceberg`.`shop`.`orders` RENAME COLUMN `status` TO `state`;
ALTER TABLE `iceberg`.`shop`.`orders` DROP COLUMN `note`;
ALTER TABLE `iceberg`.`shop`.`orders` DROP COLUMN `gift`;
ALTER TABLE `iceberg`.`shop`.`orders` ADD COLUMN `shop` STRING COMMENT 'Shop that sold it.' AFTER `labels`;
ALTER TABLE `iceberg`.`shop`.`orders` ALTER COLUMN `partition_date` AFTER `state`;
ALTER TABLE `iceberg`.`shop`.`orders` ALTER COLUMN `amount` TYPE BIGINT;
ALTER TABLE `iceberg`.`shop`.`orders` ALTER COLUMN `state` DROP NOT NULL;
ALTER TABLE `iceberg`.`shop`.`orders` UNSET TBLPROPERTIES IF EXISTS ('write.metadata.metrics.column.note');
ALTER TABLE `iceberg`.`shop`.`orders` SET TBLPROPERTIES ('write.target-file-size-bytes' = '268435456');
