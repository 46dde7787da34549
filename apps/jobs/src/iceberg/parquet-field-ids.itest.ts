import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { icebergTarget, logs } from '@logex/log-schema';
import { embeddedClickHouse, temporaryFolder } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import type { IcebergSchema, MapType } from './iceberg-schema.ts';
import { assignFieldIds } from './parquet-field-ids.ts';
import { readParquetFooter } from './parquet-footer.ts';

const schema: IcebergSchema = icebergTarget.icebergSchema(logs);
let source = '';

beforeAll(async () => {
  source = join(temporaryFolder(), 'plain.parquet');
  const client = await embeddedClickHouse();
  const select = `SELECT toDateTime64(number, 6, 'UTC') AS timestamp, if(number % 2 = 0, 'é', NULL)::Nullable(String) AS message, number::Nullable(Int32) AS line_number,
    map('k', NULL::Nullable(String), 'n', toString(number)) AS attributes, number::Int64 AS ingest_line, toDate32('1969-12-31') AS partition_date FROM numbers(1000)`;
  await client.command({ query: `INSERT INTO FUNCTION file('${source}', 'Parquet') ${select}`, clickhouse_settings: { output_format_parquet_row_group_size: '300' } });
});

const copied = async (): Promise<string> => {
  const path = join(temporaryFolder(), 'copy.parquet');
  await copyFile(source, path);
  return path;
};

test('every column has the field id of the schema, the parts of a map too, and the rows are the same', async () => {
  const path = await copied();
  await assignFieldIds(path, schema.fields);

  const { metadata } = await readParquetFooter(path);
  const { ['key-id']: key, ['value-id']: value } = schema.fields.find(({ name }) => name === 'attributes')!.type as MapType;
  const idOf = (name: string): number | undefined => schema.fields.find((field) => field.name === name)?.id;
  expect(metadata.schema.slice(1).map(({ name, field_id }) => [name, field_id])).toEqual([
    ...['timestamp', 'message', 'line_number', 'attributes'].map((name) => [name, idOf(name)]),
    ['key_value', undefined],
    ['key', key],
    ['value', value],
    ...['ingest_line', 'partition_date'].map((name) => [name, idOf(name)]),
  ]);
  const rows = async (file: string): Promise<unknown[]> => {
    const bytes = await readFile(file);
    return parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors });
  };
  expect(await rows(path)).toEqual(await rows(source));
});

test('done twice, it changes nothing more', async () => {
  const path = await copied();
  await assignFieldIds(path, schema.fields);
  const once = await readFile(path);
  await assignFieldIds(path, schema.fields);

  expect(await readFile(path)).toEqual(once);
});

test('the statistics stay', async () => {
  const path = await copied();
  const before = (await readParquetFooter(path)).metadata.row_groups;
  await assignFieldIds(path, schema.fields);

  const after = (await readParquetFooter(path)).metadata.row_groups;
  expect(before.length).toBeGreaterThan(1);
  expect(after.map(({ columns }) => columns.map(({ meta_data }) => meta_data))).toEqual(before.map(({ columns }) => columns.map(({ meta_data }) => meta_data)));
});

test('fails when the file is cut, or has a column that the table lacks', async () => {
  const cut = await copied();
  await truncate(cut, 200);
  await expect(assignFieldIds(cut, schema.fields)).rejects.toMatchObject({ code: 'iceberg/parquet-not-fitting', kind: 'outside' });
  const short = join(temporaryFolder(), 'short.parquet');
  await writeFile(short, 'PAR1');
  await expect(assignFieldIds(short, schema.fields)).rejects.toMatchObject({ code: 'iceberg/parquet-not-fitting' });
  await expect(assignFieldIds(await copied(), schema.fields.filter(({ name }) => name !== 'message'))).rejects.toThrow(/'message'/);
  await expect(assignFieldIds(join(temporaryFolder(), 'none.parquet'), schema.fields)).rejects.toMatchObject({ code: 'iceberg/parquet-not-fitting' });
});
