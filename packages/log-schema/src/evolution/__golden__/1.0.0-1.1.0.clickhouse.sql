-- orders
ALTER TABLE shop.orders_hot COMMENT COLUMN IF EXISTS amount 'Cents, tax included.';
ALTER TABLE shop.orders_hot MODIFY COLUMN IF EXISTS status LowCardinality(String) COMMENT 'State of the order.' CODEC(ZSTD(1));
ALTER TABLE shop.orders_hot ADD COLUMN IF NOT EXISTS currency LowCardinality(Nullable(String)) COMMENT 'Currency of the amount.' CODEC(ZSTD(1)) AFTER amount;
ALTER TABLE shop.orders_hot ADD COLUMN IF NOT EXISTS gift Nullable(String) COMMENT 'Words on the card.' CODEC(ZSTD(1)) AFTER partition_date;
ALTER TABLE shop.orders_hot MODIFY TTL partition_date + INTERVAL 16 DAY;
CREATE OR REPLACE VIEW shop.orders_spanning AS
SELECT placed_at, note, amount, currency, status, labels, partition_date, gift
FROM shop.orders_hot
WHERE partition_date >= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 1) AND partition_date <= tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 2)
UNION ALL
SELECT placed_at, note, amount, currency, status, labels, partition_date, gift
FROM shop.orders
WHERE partition_date < tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 1) OR partition_date > tupleElement((SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((greatest(first_day, toDate32(now('UTC')) - 14), last_day), moved_at)) FROM shop.orders_hot_watermark), 2);

-- daily_orders
CREATE TABLE IF NOT EXISTS analytics.daily_orders_hot
(
    partition_date Date32 COMMENT 'Day that the row is about, UTC.' CODEC(ZSTD(1)),
    currency Nullable(String) COMMENT 'Currency.' CODEC(ZSTD(1)),
    order_count Int64 COMMENT 'Orders.' CODEC(T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (partition_date)
ORDER BY ()
TTL partition_date + INTERVAL 7 DAY
COMMENT 'Orders, a row for each day and currency.';
