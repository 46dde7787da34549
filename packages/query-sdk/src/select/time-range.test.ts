import type { LogexError } from '@logex/log-schema';
import { expect, test } from 'vitest';
import { from } from './from.ts';
import type { TimeRange } from './time-range.ts';

const compiled = (range: TimeRange, table: 'logs' | 'top_ips' | 'hourly_errors' = 'logs') =>
  from(table).select('partition_date').timeRange(range).compile();

test('filters the moment, and the days that the range touches', () => {
  const { sql, parameters } = compiled({ from: '2025-08-24T22:00:00Z', to: '2025-08-26T00:00:00Z' });

  expect(sql.split('\n').slice(3)).toEqual([
    "WHERE timestamp >= {p1:DateTime64(6, 'UTC')}",
    "  AND timestamp < {p2:DateTime64(6, 'UTC')}",
    '  AND partition_date >= {p3:Date32}',
    '  AND partition_date <= {p4:Date32}',
  ]);
  expect(parameters).toEqual({ p1: '2025-08-24 22:00:00.000000', p2: '2025-08-26 00:00:00.000000', p3: '2025-08-24', p4: '2025-08-25' });
});

test('counts days back from a given end', () => {
  expect(compiled({ to: '2025-03-01T12:00:00.000005Z', lastDays: 1 }).parameters).toMatchObject({
    p1: '2025-02-28 12:00:00.000005', p2: '2025-03-01 12:00:00.000005',
  });
});

test('leaves an end open', () => {
  expect(compiled({ from: '2025-08-24' }).sql).not.toContain('<');
  expect(compiled({ to: '2025-08-24' }).sql).not.toContain('>');
});

test('uses the columns that a table has', () => {
  expect(compiled({ lastDays: 2 }, 'top_ips').sql).toContain('partition_date > toDate32(newest_moment - toIntervalDay({p1:UInt32}))');
  expect(compiled({ from: '2025-08-24' }, 'hourly_errors').sql).toContain('WHERE hour >= {p1');
});

test.each<[string, string, TimeRange]>([
  ['nothing is given', 'query/range-empty', {}],
  ['from equals to', 'query/range-empty', { from: '2025-08-24', to: '2025-08-24T00:00:00Z' }],
  ['from is after to', 'query/range-reversed', { from: '2025-08-25', to: '2025-08-24' }],
  ['a moment is no moment', 'query/value-not-for-type', { from: 'yesterday' }],
  ['lastDays is no whole number', 'query/value-not-for-type', { lastDays: 1.5 }],
  ['lastDays stands beside from', 'query/value-not-for-type', { lastDays: 1, from: '2025-08-24' }],
])('fails when %s', (_, code, range) => {
  expect(() => compiled(range)).toThrow(expect.objectContaining({ code, kind: 'usage' }) as LogexError);
});
