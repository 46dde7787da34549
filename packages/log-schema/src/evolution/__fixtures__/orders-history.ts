import { call, defineAggregate, defineTable, evolution, logicalTypes, optional, ref, required, type Aggregate, type AnyTable } from '../../index.ts';

const { dictionary, date, integer, long, text, timestamp } = logicalTypes;

const partition_date = required(date, { id: 8, doc: 'Day of placed_at, UTC.' });
const placed_at = required(timestamp, { id: 1, doc: 'When it was placed.', metrics: 'full' });
const labels = required(dictionary, { id: 5, nestedIds: [6, 7], doc: 'Labels.', metrics: 'none' });
const currency = optional(text, { id: 9, doc: 'Currency of the amount.', lowCardinality: true });
const common = { name: 'orders', namespace: 'shop', doc: 'One order per row.', partitionBy: ['partition_date'] } as const;

const first = defineTable({
  ...common,
  columns: {
    placed_at,
    note: optional(text, { id: 2, doc: 'What the customer wrote.', metrics: 'counts' }),
    amount: required(integer, { id: 3, doc: 'Cents.' }),
    status: required(text, { id: 4, doc: 'State of the order.' }),
    labels,
    partition_date,
  },
  hot: { orderBy: ['placed_at'], ttlDays: 7 },
});

/** What breaks nobody: new columns at any place, better words, another order of files, more days in the hot tier. */
const second = defineTable({
  ...common,
  columns: {
    placed_at,
    note: first.columns.note,
    amount: required(integer, { id: 3, doc: 'Cents, tax included.' }),
    currency,
    status: required(text, { id: 4, doc: 'State of the order.', lowCardinality: true }),
    labels,
    partition_date,
    gift: optional(text, { id: 10, doc: 'Words on the card.' }),
  },
  properties: { 'write.target-file-size-bytes': '134217728' },
  sortBy: ['placed_at'],
  hot: { orderBy: ['placed_at'], ttlDays: 14 },
});

/** What breaks readers and can be done in place: columns less, another name, a wider type, nulls. */
const third = defineTable({
  ...common,
  columns: {
    placed_at,
    amount: required(long, { id: 3, doc: 'Cents, tax included.' }),
    currency,
    state: optional(text, { id: 4, doc: 'State of the order.', lowCardinality: true, formerly: ['status'] }),
    partition_date,
    labels,
    shop: optional(text, { id: 11, doc: 'Shop that sold it.' }),
  },
  sortBy: ['placed_at'],
  hot: { orderBy: ['placed_at'], ttlDays: 14 },
  retired: { note: [2], gift: [10] },
});

const daily = (orders: AnyTable, count: number): Aggregate => defineAggregate({
  name: 'daily_orders',
  doc: 'Orders, a row for each day and currency.',
  source: orders,
  bucket: 'day',
  dimensions: { currency: { column: optional(text, { id: 3, doc: 'Currency.' }), value: ref('currency') } },
  measures: { order_count: { column: required(long, { id: 4, doc: 'Orders.' }), value: call('countRows') } },
  top: { count, by: 'order_count' },
}) as unknown as Aggregate;

/** Versions of a schema of somebody else, oldest first. */
export const ordersHistory: readonly evolution.RecordedSchema[] = [
  evolution.recordSchema({ tables: [first] }, '1.0.0'),
  evolution.recordSchema({ tables: [second], aggregates: [daily(second, 10)] }, '1.1.0'),
  evolution.recordSchema({ tables: [third], aggregates: [daily(third, 20)] }, '2.0.0'),
];
