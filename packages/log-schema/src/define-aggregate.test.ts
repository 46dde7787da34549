import { expect, test } from 'vitest';
import { call, defineAggregate, logicalTypes, logs, ref, required, type AggregateColumns, type AggregateDefinition } from './index.ts';

const count = { column: required(logicalTypes.long, { id: 3, doc: 'Lines.' }), value: call('countRows') };

const define = (changes: object): unknown =>
  defineAggregate({ name: 'counts', doc: 'A row.', source: logs, bucket: 'day', dimensions: {}, measures: { count }, ...changes } as AggregateDefinition<AggregateColumns, AggregateColumns>);

test.each(['level', 'toString'])('fails when rows are ranked by %s, which is no measure', (by) => {
  expect(() => define({ top: { count: 1, by } })).toThrow(
    expect.objectContaining({
      code: 'schema/aggregate-unranked',
      kind: 'usage',
      message: `defining aggregate 'counts': top.by names '${by}', which is no measure; it has count`,
      hint: 'rank by one of the measures',
    }),
  );
});

test('fails when a dimension has the field id of the time bucket', () => {
  const level = { column: required(logicalTypes.text, { id: 1, doc: 'Level.' }), value: ref('level') };

  expect(() => define({ dimensions: { level } })).toThrow(expect.objectContaining({ code: 'schema/field-id-twice' }));
});

test('has its time bucket first, then dimensions, then measures', () => {
  const level = { column: required(logicalTypes.text, { id: 4, doc: 'Level.' }), value: ref('level') };
  const hourly = defineAggregate({ name: 'hourly', doc: 'A row.', source: logs, bucket: 'hour', dimensions: { level }, measures: { count } });

  expect(Object.keys(hourly.table.columns)).toEqual(['partition_date', 'hour', 'level', 'count']);
  expect(Object.keys(hourly.dimensions)).toEqual(['partition_date', 'hour', 'level']);
  expect(hourly.table.partitionBy).toEqual(['partition_date']);
});
