-- orders
ALTER TABLE shop.orders_hot DROP COLUMN IF EXISTS note;
ALTER TABLE shop.orders_hot MODIFY COLUMN IF EXISTS amount Int64 COMMENT 'Cents, tax included.' CODEC(T64, ZSTD(1));
ALTER TABLE shop.orders_hot RENAME COLUMN IF EXISTS status TO state;
ALTER TABLE shop.orders_hot MODIFY COLUMN IF EXISTS state LowCardinality(Nullable(String)) COMMENT 'State of the order.' CODEC(ZSTD(1));
ALTER TABLE shop.orders_hot DROP COLUMN IF EXISTS gift;
ALTER TABLE shop.orders_hot ADD COLUMN IF NOT EXISTS shop Nullable(String) COMMENT 'Shop that sold it.' CODEC(ZSTD(1)) AFTER labels;
CREATE OR REPLACE VIEW shop.orders_spanning AS
SELECT placed_at, amount, currency, state, partition_date, labels, shop
FROM shop.orders_hot
WHERE partition_date >= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 1) AND partition_date <= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 2)
UNION ALL
SELECT placed_at, amount, currency, state, partition_date, labels, shop
FROM shop.orders
WHERE partition_date < tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 1) OR partition_date > tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 2);
