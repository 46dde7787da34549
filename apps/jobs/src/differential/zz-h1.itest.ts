import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { aggregates, baseTables, defaultNamespace, icebergTarget, logs, sparkTarget, type AnyTable } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, tableOf, type Row } from '../__fixtures__/table-rows.ts';
import { catalogName, openCatalog, tableName } from '../spark/spark-catalog.ts';
import { openSparkRunner, type SparkRunner } from '../spark/spark-runner.ts';
import { differences, embedded, outcomeOf, sparkWorker, type Outcome, type Worker } from './__fixtures__/both-engines.ts';
import { hostileLine } from './__fixtures__/hostile-lines.ts';

const samples = join(import.meta.dirname, '../../../../samples');
const corpus = process.env['LOGEX_CORPUS'];
if (corpus === undefined) process.stdout.write('NOT RUN: the comparison of both engines on a corpus; set LOGEX_CORPUS to a folder of real logs\n');

const mebibyte = 1024 * 1024;
const seed = Math.floor(Math.random() * 2 ** 31);

/** The text of a file of lines that the seed determines. */
const hostileFile = (count: number, from: number): Buffer =>
  Buffer.concat(fc.sample(hostileLine, { numRuns: count, seed: from }).flatMap((line) => [line, Buffer.from('\n')]));

/** Files that are hard to read as files, and one of hostile lines. */
const oddFiles = (): Readonly<Record<string, Buffer>> => ({
  'empty.log': Buffer.alloc(0),
  'line-break.log': Buffer.from('\n'),
  'no-line-break.json': Buffer.from(jsonLine(1)),
  'windows.log': Buffer.from(times(20, (index) => accessLine(index)).join('\r\n')),
  'byte-order-mark.json': Buffer.from(`\uFEFF${fileText(times(5, (index) => jsonLine(index)))}`),
  'mixed.log': Buffer.from(fileText(times(40, (index) => (index % 2 === 0 ? jsonLine(index) : accessLine(index))))),
  'nul.log': Buffer.concat([Buffer.from(fileText([accessLine(1)])), Buffer.alloc(1000)]),
  'latin-1.log': Buffer.from(fileText([accessLine(1, { path: '/é' }), accessLine(2)]), 'latin1'),
  'packed.json.gz': gzipSync(fileText(times(30, (index) => jsonLine(index)))),
  'truncated.json.gz': gzipSync(fileText(times(3000, (index) => jsonLine(index)))).subarray(0, 2000),
  'not-gzip.log.gz': Buffer.from(fileText([accessLine(1)])),
  'long.log': Buffer.from(fileText(['x'.repeat(2 * mebibyte), `{"d":${'['.repeat(500_000)}`, accessLine(1), '"'.repeat(mebibyte), String.raw`\"`.repeat(mebibyte / 2)])),
  'hostile.log': hostileFile(2500, seed),
});

let runner: SparkRunner;
let spark: Worker;
let root = '';
/** Warehouses that the embedded engine and Spark begin. */
let ours = '';
let theirs = '';

beforeAll(async () => {
  runner = await openSparkRunner();
  spark = sparkWorker(runner);
  root = temporaryFolder();
  [ours, theirs] = [join(root, 'embedded'), join(root, 'spark')];
  const odd = join(root, 'odd');
  await mkdir(odd);
  for (const [name, content] of Object.entries(oddFiles())) await writeFile(join(odd, name), content);
  const input = [samples, odd, ...(corpus === undefined ? [] : [corpus])];
  for (const [worker, warehouse] of [[embedded, ours], [spark, theirs]] as const) {
    await worker.ingest(input, warehouse);
    await worker.aggregate(warehouse);
  }
}, 2_400_000);

afterAll(() => runner.close());

/** Whether two warehouses hold the same; the message tells what lines they are of. */
function expectSame(byEmbedded: Outcome, bySpark: Outcome): void {
  const lines = `lines of seed ${seed}`;
  expect({ lines, differ: differences(byEmbedded.lines.logs, bySpark.lines.logs) }).toEqual({ lines, differ: [] });
  expect({ lines, differ: differences(byEmbedded.lines.rejected, bySpark.lines.rejected) }).toEqual({ lines, differ: [] });
  expect({ lines, aggregates: bySpark.aggregates }).toEqual({ lines, aggregates: byEmbedded.aggregates });
  for (const { table } of aggregates) expect(bySpark.aggregates[table.name]).not.toEqual([]);
}

test('both engines give the same rows, the same reasons and the same aggregates of any lines', async () => {
  const [byEmbedded, bySpark] = [await outcomeOf(ours), await outcomeOf(theirs)];

  expectSame(byEmbedded, bySpark);
  expect(byEmbedded.lines.logs.length).toBeGreaterThan(500);
  expect(byEmbedded.lines.rejected.length).toBeGreaterThan(500);
}, 120_000);

describe('tables that one engine wrote', () => {
  beforeAll(async () => {
    const second = join(root, 'second');
    await mkdir(second);
    await writeFile(join(second, 'app.json'), fileText(times(60, (index) => jsonLine(index, { 'attribute é': [index, null], nothing: null }))));
    await writeFile(join(second, 'hostile.log'), hostileFile(500, seed + 1));
    await spark.ingest([second], ours);
    await embedded.ingest([second], theirs);
    await spark.aggregate(ours);
    await embedded.aggregate(theirs);
  }, 300_000);

  test('are appended to by the other', async () => {
    const [mixed, turned] = [await outcomeOf(ours), await outcomeOf(theirs)];

    expectSame(mixed, turned);
    expect(mixed.lines.logs.filter((row) => String(row['ingest_file']).endsWith('second/app.json'))).toHaveLength(60);
  }, 120_000);

  test('are read by both, value by value', async () => {
    for (const warehouse of [ours, theirs]) {
      const [bySpark, byClickHouse] = [await readBySpark(warehouse), await readByClickHouse(warehouse)];
      expect(differences(bySpark, byClickHouse)).toEqual([]);
      expect(bySpark.length).toBeGreaterThan(500);
    }
  }, 120_000);
});

/** Spark numbers the fields itself. */
const withoutIds = (fields: unknown): unknown =>
  JSON.parse(JSON.stringify(fields, (key, value: unknown) => (/^(?:id|(?:key|value)-id)$/.test(key) ? undefined : value)));

test('the statements that make tables in Spark give the fields, partitions and properties of the definition', async () => {
  const warehouse = join(root, 'ddl');
  const tables: readonly AnyTable[] = [...baseTables, ...aggregates.map(({ table }) => table)];
  const statements = tables.flatMap((table) => [sparkTarget.createTable(table, { catalog: catalogName }), sparkTarget.writeOrder(table, catalogName) ?? 'SELECT 1']);
  await runner.run({
    version: 1,
    job: 'create-tables',
    parameters: {},
    steps: [
      openCatalog({ type: 'hadoop', warehouse }),
      ...[`CREATE NAMESPACE IF NOT EXISTS ${catalogName}.${defaultNamespace}`, ...statements].map((text) => ({ kind: 'sql', name: text.slice(0, 40), text }) as const),
    ],
  });

  for (const table of tables) {
    const { metadata } = await tableOf(warehouse, table.name);
    const schema = metadata.schemas.find((each) => each['schema-id'] === metadata['current-schema-id']);
    expect(withoutIds(schema?.fields)).toEqual(withoutIds(icebergTarget.icebergSchema(table).fields));
    expect(metadata['partition-specs'].flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(table.partitionBy);
    expect({ ...metadata.properties, 'format-version': String(metadata['format-version']) }).toMatchObject(table.properties);
  }
}, 120_000);

const columns = Object.keys(logs.columns).filter((name) => name !== 'ingested_at');

/** Every value of `logs` as Spark reads it: as text, times as microseconds, and the dictionary as JSON. */
async function readBySpark(warehouse: string): Promise<Row[]> {
  const forms = columns.map((name) => {
    const column = sparkTarget.quoteIdentifier(name);
    if (name === 'attributes') return `to_json(map_from_entries(array_sort(map_entries(${column}))), map('ignoreNullFields', 'false')) AS ${column}`;
    return `${name === 'timestamp' ? `CAST(unix_micros(${column}) AS STRING)` : `CAST(${column} AS STRING)`} AS ${column}`;
  });
  const emitted = await runner.run({
    version: 1,
    job: 'read-logs',
    parameters: {},
    steps: [openCatalog({ type: 'hadoop', warehouse }), { kind: 'emit', name: 'rows', rows: `SELECT hex(to_json(struct(${forms.join(', ')}))) AS row FROM ${tableName(logs)}` }],
  });
  return (emitted['rows'] ?? []).map(({ row }) => comparable(JSON.parse(Buffer.from(String(row), 'hex').toString()) as Row));
}

async function readByClickHouse(warehouse: string): Promise<Row[]> {
  const forms = columns.map((name) => {
    if (name === 'attributes') return 'toJSONString(stored.attributes) AS attributes';
    return `toString(${name === 'timestamp' ? 'toUnixTimestamp64Micro(stored.timestamp)' : `stored.${name}`}) AS ${name}`;
  });
  return (await query(warehouse, `SELECT ${forms.join(', ')} FROM {logs} AS stored`)).map((row) => comparable(row));
}

/** A row in which absent values are null and the dictionary is an object. */
const comparable = (row: Readonly<Row>): Row =>
  Object.fromEntries(columns.map((name) => [name, name === 'attributes' ? JSON.parse(String(row[name])) : (row[name] ?? null)]));
