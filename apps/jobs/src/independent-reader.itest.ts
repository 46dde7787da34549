import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aggregates, baseTables, icebergTarget, type AnyTable } from '@logex/log-schema';
import { pythonEnvironment, temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { query, tableOf } from './__fixtures__/table-rows.ts';
import { aggregate } from './aggregate/aggregate.ts';
import { metadataPath } from './iceberg/index.ts';
import { ingest } from './ingest/ingest.ts';

const run = promisify(execFile);
const samples = join(import.meta.dirname, '../../../samples');
const tables: readonly AnyTable[] = [...baseTables, ...aggregates.map(({ table }) => table)];

/** What pyiceberg says of a table. */
interface SeenTable {
  readonly rows: number;
  readonly schema: { readonly fields: readonly unknown[] };
  readonly files: number;
  readonly days?: readonly string[];
  readonly first_day_files?: number;
  readonly first_day_rows?: number;
}

const seen = new Map<string, SeenTable>();
let warehouse = '';

beforeAll(async () => {
  warehouse = temporaryFolder();
  await ingest({ input: [samples], warehouse });
  await aggregate({ warehouse });
  const python = join(await pythonEnvironment('pyiceberg'), 'python');
  const files = await Promise.all(tables.map(async ({ name }) => metadataPath(await tableOf(warehouse, name))));
  const { stdout } = await run(python, [join(import.meta.dirname, '__fixtures__/read-tables.py'), ...files], { maxBuffer: 2 ** 26 });
  for (const [index, table] of (JSON.parse(stdout) as SeenTable[]).entries()) seen.set(tables[index]?.name ?? '', table);
}, 300_000);

describe.each(tables.map((table) => [table.name, table] as const))('pyiceberg reads %s', (name, table) => {
  test('with the rows that ClickHouse reads', async () => {
    const [count] = await query(warehouse, `SELECT count() AS rows FROM {${name}}`);
    expect(seen.get(name)?.rows).toBe(Number(count?.['rows']));
  });

  test('with the schema of its definition, field by field', () => {
    const generated = icebergTarget.icebergSchema(table).fields;
    expect(seen.get(name)?.schema.fields).toEqual(generated);
  });
});

test('pyiceberg prunes by day', () => {
  const logs = seen.get('logs');
  expect(logs?.days?.length).toBeGreaterThan(1);
  expect(logs?.first_day_files).toBeLessThan(logs?.files ?? 0);
  expect(logs?.first_day_rows).toBeLessThan(logs?.rows ?? 0);
});
