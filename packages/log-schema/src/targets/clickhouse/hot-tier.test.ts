import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { clickhouseTarget, defineTable, ingestedFiles, logicalTypes, logs, required } from '../../index.ts';

const { hotDayCopy, hotDayFingerprints, hotTierStatements, keepHotDay, liveIngestStatements, moveHotWatermark, replaceHotDay } = clickhouseTarget;
const golden = (name: string): URL => new URL(`../__golden__/${name}.clickhouse.sql`, import.meta.url);

test('the hot tier of logs', () => {
  expectGolden(`${hotTierStatements(logs).slice(2).join(';\n\n')};`, golden('logs.hot-tier'));
});

test('the steps of a refresh', () => {
  const copy = hotDayCopy(logs, 'analytics', "icebergLocal('/lake/logs/')", '2025-08-25', 'logs_hot_load_1');
  const statements = [
    hotDayFingerprints("icebergLocal('/lake/logs/')"), ...copy.fill.slice(1), replaceHotDay(logs, 'analytics', '2025-08-25', 'logs_hot_load_1'), copy.drop,
    keepHotDay(logs, 'analytics'), moveHotWatermark(logs, 'analytics'),
  ];
  expectGolden(`${statements.join(';\n\n')};`, golden('logs.hot-refresh'));
});

test('ingest within seconds', () => {
  const { parse, ...statements } = liveIngestStatements({ url: 'https://lake.s3.eu-central-1.amazonaws.com/logs/**' });
  expectGolden(`${Object.values(statements).join(';\n\n')};`, golden('logs.live-ingest'));
  expect(parse.split('\n')[0]).toBe('CREATE MATERIALIZED VIEW IF NOT EXISTS analytics.logs_live_lines TO analytics.logs_live_parsed AS');
});

test.each([
  ['is not partitioned', ingestedFiles],
  ['is partitioned by something else', defineTable({ name: 'orders', doc: 'Orders.', columns: { shop: required(logicalTypes.text, { id: 1, doc: 'Shop.' }) }, partitionBy: ['shop'] })],
])('fails when the table %s', (_, table) => {
  expect(() => hotTierStatements(table)).toThrow(expect.objectContaining({ code: 'schema/hot-tier-unpartitioned', kind: 'usage' }) as Error);
});

test('fails when 23.8 is to read an Iceberg table', () => {
  expect(() => clickhouseTarget.icebergView(logs, { kind: 's3', url: 's3://lake/logs/' }, '23.8')).toThrow(expect.objectContaining({
    code: 'schema/iceberg-not-in-version', kind: 'usage', message: expect.stringContaining('23.8') as string,
  }) as Error);
});
