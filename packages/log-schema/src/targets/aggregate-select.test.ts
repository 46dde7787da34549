import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { aggregates, clickhouseTarget, sparkTarget, topErrors } from '../index.ts';

const golden = (name: string): URL => new URL(`__golden__/${name}`, import.meta.url);
const partitions = ['2025-08-25', '2025-08-26'];

test.each(aggregates.map((aggregate) => [aggregate.table.name, aggregate] as const))('%s is computed in both dialects', (name, aggregate) => {
  expectGolden(clickhouseTarget.aggregateSelect(aggregate, { source: 'analytics.logs', partitions }), golden(`${name}.select.clickhouse.sql`));
  expectGolden(sparkTarget.aggregateSelect(aggregate, { source: 'lake.analytics.logs', partitions }), golden(`${name}.select.spark.sql`));
});

test('every day is computed where none is named', () => {
  expect(clickhouseTarget.aggregateSelect(topErrors, { source: 'logs' })).not.toContain('partition_date IN');
  expect(sparkTarget.aggregateSelect(topErrors, { source: 'logs' })).not.toContain('`partition_date` IN');
});
