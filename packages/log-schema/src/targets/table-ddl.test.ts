import { expectGolden } from '@logex/testing';
import { describe, expect, test } from 'vitest';
import { aggregates, baseTables, clickhouseTarget, icebergTarget, logs, sparkTarget, type AnyTable } from '../index.ts';

const tables: readonly AnyTable[] = [...baseTables, ...aggregates.map(({ table }) => table)];
const golden = (name: string): URL => new URL(`__golden__/${name}`, import.meta.url);

const titled = (title: string, statement: string): string => `-- ${title}\n${statement};`;

function sparkText(table: AnyTable): string {
  const writeOrder = sparkTarget.writeOrder(table, 'lake');
  return [
    titled('The table', sparkTarget.createTable(table, { catalog: 'lake', location: `s3a://logex-lake/${table.name}` })),
    ...(writeOrder === undefined ? [] : [titled('How writers distribute and sort rows', writeOrder)]),
  ].join('\n\n');
}

function icebergText(table: AnyTable): string {
  const parts = {
    schema: icebergTarget.icebergSchema(table),
    'partition-spec': icebergTarget.icebergPartitionSpec(table),
    'sort-order': icebergTarget.icebergSortOrder(table),
  };
  return JSON.stringify(parts, undefined, 2);
}

function clickhouseText(table: AnyTable): string {
  const metadataFile = 'metadata/00001.metadata.json';
  return [
    titled('The hot form', clickhouseTarget.mergeTreeTable(table)),
    titled('The Iceberg table in a folder', clickhouseTarget.icebergView(table, { kind: 'local', folder: `/lake/${table.name}` })),
    titled(
      'The Iceberg table in object storage, at a known version',
      clickhouseTarget.icebergView(table, { kind: 's3', url: `s3://logex-lake/${table.name}`, metadataFile }),
    ),
  ].join('\n\n');
}

describe.each(tables.map((table) => [table.name, table] as const))('%s', (name, table) => {
  test('has its Spark DDL', () => {
    expectGolden(sparkText(table), golden(`${name}.spark.sql`));
  });

  test('has its Iceberg schema, partition spec and sort order', () => {
    expectGolden(icebergText(table), golden(`${name}.iceberg.json`));
  });

  test('has its ClickHouse DDL', () => {
    expectGolden(clickhouseText(table), golden(`${name}.clickhouse.sql`));
  });
});

test('reads object storage without a metadata file, and takes folders with and without a slash', () => {
  expect(clickhouseTarget.icebergFunction({ kind: 's3', url: 's3://lake/logs/' })).toBe("icebergS3('s3://lake/logs/')");
  expect(clickhouseTarget.icebergFunction({ kind: 'local', folder: '/lake/logs/' })).toBe("icebergLocal('/lake/logs/')");
  expect(clickhouseTarget.icebergTable('logs', '/lake/logs')).toBe("CREATE TABLE logs ENGINE = IcebergLocal('/lake/logs/', 'Parquet')");
});

test('leaves the location to the catalog where none is given', () => {
  expect(sparkTarget.createTable(logs, { catalog: 'lake' })).not.toContain('LOCATION');
});

test.each(['spark', 'clickhouse'] as const)('keeps every column that queries of application and access logs name, in %s', (target) => {
  const ddl = target === 'spark' ? sparkText(logs) : clickhouseText(logs);
  const named = [
    'timestamp', 'level', 'message', 'logger', 'thread', 'source_file', 'line_number', 'exception_class', 'exception_message',
    'http_status', 'http_method', 'response_size', 'partition_date',
  ];

  for (const column of named) expect(ddl).toMatch(new RegExp(`^ +\`?${column}\`? [A-Z]`, 'mu'));
});
