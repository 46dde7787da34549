import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataFile, IcebergTable, PartitionSpec, PartitionValue } from './index.ts';
import { changedPartitions, commitSnapshot, createTable, describeParquet, findSnapshotBySummary, loadTable, placeDataFile, readDataFiles, snapshotById } from './index.ts';
import { readManifest } from './manifest.ts';
import { readManifestList } from './manifest-list.ts';

const schema = {
  type: 'struct',
  fields: [
    { id: 1, name: 'timestamp', required: true, type: 'timestamptz' },
    { id: 2, name: 'message', required: false, type: 'string' },
    { id: 3, name: 'n', required: true, type: 'long' },
    { id: 4, name: 'attributes', required: true, type: { type: 'map', 'key-id': 101, key: 'string', 'value-id': 102, 'value-required': false, value: 'string' } },
    { id: 5, name: 'ratio', required: false, type: 'double' },
    { id: 6, name: 'ok', required: false, type: 'boolean' },
    { id: 7, name: 'status', required: false, type: 'int' },
    { id: 8, name: 'partition_date', required: true, type: 'date' },
  ],
} as const;
const byDate: PartitionSpec = { 'spec-id': 0, fields: [{ name: 'partition_date', transform: 'identity', 'source-id': 8, 'field-id': 1000 }] };

let root: string;
let client: ReturnType<typeof createClient>;
let serial = 0;
const formerFolder = process.cwd();

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'logex-iceberg-')));
  // The engine opens only files below the working directory.
  process.chdir(root);
  // The connection is typed by another copy of the client's declarations.
  client = createClient({ connection: createChdbConnection({ path: join(root, 'db') }) } as unknown as Parameters<typeof createClient>[0]);
});

afterAll(async () => {
  await client.close();
  process.chdir(formerFolder);
  rmSync(root, { recursive: true, force: true });
});

const run = (query: string): Promise<unknown> =>
  client.command({ query, clickhouse_settings: { allow_insert_into_iceberg: 1, use_query_condition_cache: 0 } as Record<string, number> });

async function rows<Row>(query: string): Promise<Row[]> {
  return (await client.query({ query, format: 'JSONEachRow' })).json<Row>();
}

const newTable = (properties: Record<string, string> = {}): Promise<IcebergTable> =>
  createTable({ location: join(root, `t${serial++}`), schema, partitionSpec: byDate, properties });

/** Rows with n from `first`, `days` days from 2025-08-25 in turn, as the engine's Parquet files placed in the table. */
async function batch(table: IcebergTable, days: number, count: number, first: number): Promise<DataFile[]> {
  const name = `s${serial++}`;
  const scratch = await createTable({ location: join(root, name), schema: table.metadata.schemas[0]!, partitionSpec: table.metadata['partition-specs'][0]! });
  await run(`CREATE TABLE ${name} ENGINE = IcebergLocal('${scratch.location}/', 'Parquet')`);
  await run(`INSERT INTO ${name} SELECT toDateTime64('2025-08-25 12:00:00', 6, 'UTC') + INTERVAL number % ${days} DAY AS timestamp,
    if(n % 7 = 0, NULL, format('message number {} of many', leftPad(toString(n), 6, '0'))) AS message, number + ${first} AS n,
    map('k', toString(n)) AS attributes, n / 4 AS ratio, n % 2 = 0 AS ok, toInt32(n % 600) AS status, toDate32(timestamp) AS partition_date
    FROM numbers(${count})`);
  await run(`DROP TABLE ${name}`);
  const paths = readdirSync(join(scratch.location, 'data'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.parquet'));
  const files: DataFile[] = [];
  for (const [index, path] of paths.entries()) {
    files.push(await placeDataFile(table, await describeParquet(join(scratch.location, 'data', path), table), `${name}-${index}`));
  }
  return files;
}

const append = async (table: IcebergTable, addFiles: DataFile[], summary: Record<string, string> = {}) =>
  (await commitSnapshot(table, { operation: 'append', addFiles, summary })).table;

const countByDay = (table: IcebergTable) =>
  rows<{ day: string; n: number }>(`SELECT partition_date AS day, toUInt32(count()) AS n FROM icebergLocal('${table.location}/') GROUP BY day ORDER BY day`);

async function isRejected(act: Promise<unknown>, code: string): Promise<void> {
  await expect(act).rejects.toMatchObject({ code: `iceberg/${code}` });
}

async function manifestsOf(table: IcebergTable, id = table.metadata['current-snapshot-id']!) {
  return readManifestList(snapshotById(table, id));
}

describe('describing Parquet', () => {
  test('counts, bounds and the partition are those of the rows', async () => {
    const table = await newTable({ 'write.metadata.metrics.column.status': 'none', 'write.metadata.metrics.column.ok': 'counts', 'write.metadata.metrics.column.message': 'truncate(20)' });
    const [file] = await batch(table, 1, 100, 1000);
    expect(file).toMatchObject({ recordCount: 100, partition: { partition_date: '2025-08-25' }, fileFormat: 'PARQUET', splitOffsets: [4], sortOrderId: 0 });
    expect(file?.filePath).toMatch(/\/data\/partition_date=2025-08-25\/s\d+-0\.parquet$/);
    expect([...file!.columnSizes!.keys()]).toEqual([1, 2, 3, 5, 6, 7, 8]);
    expect(file?.valueCounts).toEqual(new Map([1, 2, 3, 5, 6, 8].map((id) => [id, 100])));
    expect(file?.nullValueCounts?.get(2)).toBe(15);
    const texts = (bounds: ReadonlyMap<number, Uint8Array> | undefined) => Buffer.from(bounds!.get(2)!).toString();
    expect([texts(file?.lowerBounds), texts(file?.upperBounds)]).toEqual(['message number 00100', 'message number 0010:']);
    expect([...file!.lowerBounds!.keys()]).toEqual([1, 2, 3, 5, 8]);
    expect(Buffer.from(file!.lowerBounds!.get(3)!).readBigInt64LE()).toBe(1000n);
    expect(Buffer.from(file!.upperBounds!.get(3)!).readBigInt64LE()).toBe(1099n);
  });

  test('fails when a file has another schema, two partitions, or is cut short', async () => {
    const table = await newTable();
    const [file] = await batch(table, 1, 10, 0);
    const other = await createTable({ location: join(root, `t${serial++}`), schema: { type: 'struct', fields: [{ id: 3, name: 'n', required: true, type: 'int' }] } });
    await isRejected(describeParquet(file!.filePath, other), 'parquet-not-fitting');
    const unpartitioned = await createTable({ location: join(root, `t${serial++}`), schema });
    const [mixed] = await batch(unpartitioned, 2, 10, 0);
    await expect(describeParquet(mixed!.filePath, table)).rejects.toThrowError(/partition column 'partition_date' holds 20325 to 20326/);
    await run(`INSERT INTO FUNCTION file('${root}/cut.parquet', 'Parquet') SELECT 1 AS n`);
    await isRejected(describeParquet(join(root, 'cut.parquet'), table), 'parquet-not-fitting');
    await isRejected(describeParquet(join(root, 'none.parquet'), table), 'parquet-not-fitting');
  });
});

describe('committing', () => {
  test('an append is read back, row by row, and pruned by partition and by bounds', async () => {
    let table = await newTable();
    table = await append(table, await batch(table, 3, 300, 0), { 'logex-batch-id': 'a' });
    table = await append(table, await batch(table, 3, 300, 10_000));
    expect(await countByDay(table)).toEqual(['2025-08-25', '2025-08-26', '2025-08-27'].map((day) => ({ day, n: 200 })));
    const [sums] = await rows(`SELECT toInt32(sum(n)) AS total, toInt32(countIf(message IS NULL)) AS nulls, toInt32(countIf(attributes['k'] = toString(n))) AS keys FROM icebergLocal('${table.location}/')`);
    expect(sums).toEqual({ total: 300 * 299 + 300 * 10_000, nulls: 86, keys: 600 });
    expect(await pruned(table, "partition_date = '2025-08-26'")).toEqual({ rows: 200, partition: 4, bounds: 0 });
    expect(await pruned(table, 'n >= 10000')).toEqual({ rows: 300, partition: 0, bounds: 3 });
    expect(await pruned(table, "message < 'message number 000300'")).toMatchObject({ rows: 257 });
  });

  test('the summary counts, and the caller has keys of its own', async () => {
    let table = await newTable();
    const files = await batch(table, 2, 20, 0);
    const bytes = files.reduce((sum, file) => sum + file.fileSizeInBytes, 0);
    const first = await commitSnapshot(table, { operation: 'append', addFiles: files, summary: { 'logex-batch-id': 'a', 'total-records': 'x' } });
    const none = { 'total-delete-files': '0', 'total-position-deletes': '0', 'total-equality-deletes': '0' };
    expect(first.snapshot).not.toHaveProperty('parent-snapshot-id');
    expect(first.snapshot.summary).toEqual({
      'logex-batch-id': 'a', operation: 'append', 'added-data-files': '2', 'added-records': '20', 'added-files-size': String(bytes),
      'changed-partition-count': '2', 'total-data-files': '2', 'total-records': '20', 'total-files-size': String(bytes), ...none,
    });
    table = first.table;
    const added = await batch(table, 1, 5, 100);
    const second = await commitSnapshot(table, { operation: 'overwrite', addFiles: added, removeWhere: (file) => file.partition['partition_date'] === '2025-08-25' });
    const size = files.find((file) => file.partition['partition_date'] === '2025-08-25')!.fileSizeInBytes;
    const total = bytes + added[0]!.fileSizeInBytes - size;
    expect(second.snapshot).toMatchObject({ 'parent-snapshot-id': first.snapshot['snapshot-id'], 'sequence-number': 2 });
    expect(second.snapshot.summary).toEqual({
      operation: 'overwrite', 'added-data-files': '1', 'added-records': '5', 'added-files-size': String(added[0]!.fileSizeInBytes),
      'deleted-data-files': '1', 'deleted-records': '10', 'removed-files-size': String(size), 'changed-partition-count': '1',
      'total-data-files': '2', 'total-records': '15', 'total-files-size': String(total), ...none,
    });
    expect(second.table.metadata).toMatchObject({ 'last-sequence-number': 2, refs: { main: { 'snapshot-id': second.snapshot['snapshot-id'], type: 'branch' } } });
  });

  test('an overwrite keeps the survivors with their numbers and names what it removed', async () => {
    let table = await newTable();
    table = await append(table, await batch(table, 3, 30, 0));
    const first = table.metadata['current-snapshot-id']!;
    table = (await commitSnapshot(table, { operation: 'overwrite', addFiles: await batch(table, 1, 4, 500), removeWhere: (file) => file.partition['partition_date'] === '2025-08-25' })).table;
    expect(await countByDay(table)).toEqual([{ day: '2025-08-25', n: 4 }, { day: '2025-08-26', n: 10 }, { day: '2025-08-27', n: 10 }]);
    const second = table.metadata['current-snapshot-id']!;
    const manifests = await manifestsOf(table);
    expect(manifests).toMatchObject([
      { addedFiles: 1, existingFiles: 0, deletedFiles: 0, addedRows: 4, sequenceNumber: 2, minSequenceNumber: 2 },
      { addedFiles: 0, existingFiles: 2, deletedFiles: 1, existingRows: 20, deletedRows: 10, sequenceNumber: 2, minSequenceNumber: 1 },
    ]);
    const entries = await readManifest(table.metadata, manifests[1]!);
    expect(entries.map(({ status, snapshotId, sequenceNumber, fileSequenceNumber }) => ({ status, snapshotId, sequenceNumber, fileSequenceNumber }))).toEqual(
      expect.arrayContaining([
        { status: 0, snapshotId: first, sequenceNumber: 1, fileSequenceNumber: 1 },
        { status: 2, snapshotId: second, sequenceNumber: 1, fileSequenceNumber: 1 },
      ]),
    );
    table = (await commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere: 'all' })).table;
    expect(await countByDay(table)).toEqual([]);
    expect(await readDataFiles(table)).toEqual([]);
    table = await append(table, []);
    expect(await manifestsOf(table)).toEqual([]);
    expect(await countByDay(table)).toEqual([]);
    expect(await readDataFiles(table, snapshotById(table, first))).toHaveLength(3);
  });

  test('a commit whose marker is there is skipped', async () => {
    const table = await newTable();
    const addFiles = await batch(table, 1, 5, 0);
    const options = { operation: 'append', addFiles, summary: { 'logex-batch-id': 'a' }, marker: 'logex-batch-id' } as const;
    const first = await commitSnapshot(table, options);
    const again = await commitSnapshot(table, options);
    expect([first.committed, again.committed]).toEqual([true, false]);
    expect(again.snapshot).toEqual(findSnapshotBySummary(await loadTable(table.location), 'logex-batch-id', 'a'));
    expect(again.table.version).toBe(first.table.version);
    expect(findSnapshotBySummary(again.table, 'logex-batch-id', 'b')).toBeUndefined();
  });

  test('changed partitions are those of later snapshots', async () => {
    let table = await newTable();
    table = await append(table, await batch(table, 3, 30, 0));
    const first = table.metadata['current-snapshot-id']!;
    expect(await changedPartitions(table, first)).toEqual([]);
    table = await append(table, await batch(table, 1, 3, 100));
    table = (await commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere: (file) => file.partition['partition_date'] === '2025-08-27' })).table;
    const days = async (since: bigint | undefined) => (await changedPartitions(table, since)).map((partition) => partition['partition_date']).sort();
    expect(await days(first)).toEqual(['2025-08-25', '2025-08-27']);
    expect(await days(undefined)).toEqual(['2025-08-25', '2025-08-26']);
    expect(await days(12_345n)).toEqual(['2025-08-25', '2025-08-26']);
  });

  test('an unpartitioned table works the same', async () => {
    let table = await createTable({ location: join(root, `t${serial++}`), schema });
    table = await append(table, await batch(table, 2, 20, 0));
    table = (await commitSnapshot(table, { operation: 'overwrite', addFiles: await batch(table, 3, 9, 0), removeWhere: 'all' })).table;
    expect(await countByDay(table)).toEqual(['2025-08-25', '2025-08-26', '2025-08-27'].map((day) => ({ day, n: 3 })));
    expect(await changedPartitions(table, undefined)).toEqual([{}]);
  });

  for (const [key, id, values] of [
    ['message', 2, ['message number 000001 of many', 'message number 000002 of many', null]],
    ['status', 7, [0, 1, 2]],
    ['n', 3, [0n, 1n, 2n]],
    ['timestamp', 1, [1_756_123_200_000_000n, 1_756_209_600_000_000n, 1_756_296_000_000_000n]],
  ] as const) {
    test(`a table can be partitioned by ${key}`, async () => {
      const partitionSpec = { 'spec-id': 0, fields: [{ name: key, transform: 'identity', 'source-id': id, 'field-id': 1000 }] };
      let table = await createTable({ location: join(root, `t${serial++}`), schema, partitionSpec });
      table = await append(table, await batch(table, 3, 3, 0));
      const found = (await readDataFiles(table)).map((file) => file.partition[key] ?? null);
      expect(found).toHaveLength(3);
      expect(new Set(found)).toEqual(new Set<PartitionValue>(values));
      expect(await countByDay(table)).toEqual(['2025-08-25', '2025-08-26', '2025-08-27'].map((day) => ({ day, n: 1 })));
    });
  }

  test('fails when an overwrite was made from rows that another commit has changed', async () => {
    let table = await newTable();
    table = await append(table, await batch(table, 2, 20, 0));
    const readFrom = table.metadata['current-snapshot-id']!;
    const removeWhere = (file: DataFile): boolean => file.partition['partition_date'] === '2025-08-26';
    table = await append(table, await batch(table, 1, 5, 100));
    expect((await commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere, readFrom })).committed).toBe(true);
    await isRejected(commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere, readFrom }), 'commit-conflict');
    await isRejected(commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere, readFrom: 1n }), 'snapshot-missing');
  });

  test('fails when files or options do not fit, and leaves the table and its folder as they were', async () => {
    let table = await newTable();
    const files = await batch(table, 1, 5, 0);
    table = await append(table, files);
    const before = readdirSync(join(table.location, 'metadata')).sort();
    const spare = join(root, 'spare.parquet');
    copyFileSync(files[0]!.filePath, spare);
    await isRejected(placeDataFile(table, { ...files[0]!, filePath: spare }, files[0]!.filePath.split('/').at(-1)!.replace('.parquet', '')), 'data-file-not-allowed');
    await isRejected(placeDataFile(table, { ...files[0]!, filePath: spare }, '../x'), 'data-file-not-allowed');
    await isRejected(append(table, [{ ...files[0]!, filePath: spare }]), 'data-file-not-allowed');
    await isRejected(append(table, [files[0]!, files[0]!]), 'data-file-not-allowed');
    await isRejected(append(table, [{ ...files[0]!, fileSizeInBytes: 1 }]), 'data-file-not-allowed');
    await isRejected(commitSnapshot(table, { operation: 'overwrite', addFiles: files, removeWhere: () => false }), 'data-file-not-allowed');
    await isRejected(commitSnapshot(table, { operation: 'overwrite', addFiles: [] }), 'commit-not-allowed');
    await isRejected(commitSnapshot(table, { operation: 'append', addFiles: [], removeWhere: 'all' }), 'commit-not-allowed');
    expect(readdirSync(join(table.location, 'metadata')).sort()).toEqual(before);
  });
});

describe('keeping a table small', () => {
  test('manifests beyond the number are merged, and rows, ids and numbers stay', async () => {
    let table = await newTable({ 'commit.manifest.min-count-to-merge': '4' });
    for (let commit = 0; commit < 4; commit++) table = await append(table, await batch(table, 1, 10, commit * 1000));
    const before = table;
    expect(await manifestsOf(before)).toHaveLength(4);
    table = await append(table, await batch(table, 1, 10, 4000));
    const manifests = await manifestsOf(table);
    expect(manifests).toMatchObject([{ addedFiles: 1, existingFiles: 0 }, { addedFiles: 0, existingFiles: 4, existingRows: 40, minSequenceNumber: 1, sequenceNumber: 5 }]);
    const entries = await readManifest(table.metadata, manifests[1]!);
    const ids = before.metadata.snapshots!.map((snapshot) => snapshot['snapshot-id']);
    expect(entries.map((entry) => [entry.sequenceNumber, entry.snapshotId]).sort()).toEqual(ids.map((id, index) => [index + 1, id]));
    expect(await countByDay(table)).toEqual([{ day: '2025-08-25', n: 50 }]);
    expect(await pruned(table, 'n < 1000')).toMatchObject({ rows: 10, bounds: 4 });
    expect((await changedPartitions(table, before.metadata['current-snapshot-id']!))).toHaveLength(1);
  });

  test('files of expired snapshots go, and those that a kept one names stay', async () => {
    const properties = { 'history.expire.min-snapshots-to-keep': '2', 'history.expire.max-snapshot-age-ms': '0', 'write.metadata.previous-versions-max': '1', 'write.metadata.delete-after-commit.enabled': 'true' };
    let table = await newTable(properties);
    const gone = await batch(table, 2, 10, 0);
    table = await append(table, gone);
    const kept = await batch(table, 1, 3, 50);
    table = (await commitSnapshot(table, { operation: 'overwrite', addFiles: kept, removeWhere: (file) => file.partition['partition_date'] === '2025-08-25' })).table;
    const [first] = gone.filter((file) => file.partition['partition_date'] === '2025-08-25');
    await sleep(2);
    expect(existsSync(first!.filePath)).toBe(true);
    table = await append(table, []);
    expect(existsSync(first!.filePath)).toBe(false);
    table = await append(table, []);
    expect(table.metadata.snapshots).toHaveLength(2);
    expect(await countByDay(table)).toEqual([{ day: '2025-08-25', n: 3 }, { day: '2025-08-26', n: 5 }]);
    const names = readdirSync(join(table.location, 'metadata'));
    expect(names.filter((name) => name.endsWith('.metadata.json')).sort()).toEqual(['v4.metadata.json', 'v5.metadata.json']);
    const lists = table.metadata.snapshots!.map((snapshot) => snapshot['manifest-list'].split('/').at(-1)!);
    const manifests = (await Promise.all(table.metadata.snapshots!.map((snapshot) => readManifestList(snapshot)))).flat().map((manifest) => manifest.path.split('/').at(-1)!);
    expect(names.filter((name) => name.endsWith('.avro')).sort()).toEqual([...new Set([...lists, ...manifests])].sort());
  });
});

describe('several writers', () => {
  test('commits made at once all land, each once', async () => {
    const table = await newTable({ 'commit.manifest.min-count-to-merge': '3' });
    const batches: DataFile[][] = [];
    for (let index = 0; index < 8; index++) batches.push(await batch(table, 1, 10, index * 100));
    const results = await Promise.all(batches.map((addFiles, index) => commitSnapshot(table, { operation: 'append', addFiles, summary: { 'logex-batch-id': String(index) }, marker: 'logex-batch-id' })));
    expect(results.every((result) => result.committed)).toBe(true);
    const newest = await loadTable(table.location);
    expect(newest.version).toBe(9);
    expect(newest.metadata.snapshots!.map((snapshot) => snapshot['sequence-number'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await countByDay(newest)).toEqual([{ day: '2025-08-25', n: 80 }]);
    expect(strayFiles(newest, await namedFiles(newest))).toEqual([]);
  });

  test('one marker committed from many places at once lands once', async () => {
    const table = await newTable();
    const addFiles = await batch(table, 1, 10, 0);
    const options = { operation: 'append', addFiles, summary: { 'logex-batch-id': 'a' }, marker: 'logex-batch-id' } as const;
    const results = await Promise.all([1, 2, 3, 4].map(() => commitSnapshot(table, options)));
    expect(results.filter((result) => result.committed)).toHaveLength(1);
    expect(await countByDay(table)).toEqual([{ day: '2025-08-25', n: 10 }]);
  });

  test('two processes commit to one table, and every commit counts', async () => {
    const table = await newTable({ 'commit.manifest.min-count-to-merge': '5' });
    const source = await sampleFile(table);
    const writers = ['a', 'b'].map((name) => commitLoop(table, source, name, 15));
    expect(await Promise.all(writers.map(exitCode))).toEqual([0, 0]);
    const newest = await loadTable(table.location);
    expect(newest.metadata.snapshots).toHaveLength(30);
    expect(await countByDay(newest)).toEqual([{ day: '2025-08-25', n: 30 * 7 }]);
  });

  test('a writer killed at any moment leaves the old snapshot or the new one', async () => {
    const table = await newTable({ 'commit.manifest.min-count-to-merge': '5', 'history.expire.min-snapshots-to-keep': '9', 'history.expire.max-snapshot-age-ms': '0', 'write.metadata.previous-versions-max': '3', 'write.metadata.delete-after-commit.enabled': 'true' });
    const source = await sampleFile(table);
    for (let kill = 0; kill < 20; kill++) {
      const writer = commitLoop(table, source, `k${kill}`, 1_000_000);
      await new Promise((resolve) => writer.stdout!.once('data', resolve));
      await sleep(Math.random() * 40);
      writer.kill('SIGKILL');
      await exitCode(writer);
      const after = await loadTable(table.location);
      const summary = after.metadata.snapshots?.at(-1)?.summary;
      const files = await readDataFiles(after);
      expect(files.every((file) => existsSync(file.filePath))).toBe(true);
      expect(files.reduce((sum, file) => sum + file.recordCount, 0)).toBe(Number(summary?.['total-records'] ?? 0));
      expect(files).toHaveLength(after.metadata['last-sequence-number']);
    }
    const newest = await loadTable(table.location);
    const commits = newest.metadata['last-sequence-number'];
    expect(commits).toBeGreaterThanOrEqual(20);
    expect(await countByDay(newest)).toEqual([{ day: '2025-08-25', n: commits * 7 }]);
  });
});

/** Rows of a condition, and how many of the table's files the engine passed over to get them. */
async function pruned(table: IcebergTable, condition: string): Promise<{ rows: number; partition: number; bounds: number }> {
  const events = async (): Promise<Record<string, number>> => {
    const counted = await rows<{ event: string; value: string }>(`SELECT event, toString(value) AS value FROM system.events WHERE event LIKE 'Iceberg%Pruned%'`);
    return Object.fromEntries(counted.map(({ event, value }) => [event, Number(value)]));
  };
  const before = await events();
  const [row] = await rows<{ matching: number }>(`SELECT toUInt32(sum(n >= 0)) AS matching FROM icebergLocal('${table.location}/') WHERE ${condition} SETTINGS use_iceberg_partition_pruning = 1`);
  const after = await events();
  const more = (event: string): number => (after[event] ?? 0) - (before[event] ?? 0);
  return { rows: row!.matching, partition: more('IcebergPartitionPrunedFiles'), bounds: more('IcebergMinMaxIndexPrunedFiles') };
}

async function namedFiles(table: IcebergTable): Promise<Set<string>> {
  const lists = table.metadata.snapshots!.map((snapshot) => snapshot['manifest-list']);
  const manifests = await Promise.all(table.metadata.snapshots!.map((snapshot) => readManifestList(snapshot)));
  return new Set([...lists, ...manifests.flat().map((manifest) => manifest.path)]);
}

function strayFiles(table: IcebergTable, named: ReadonlySet<string>): string[] {
  const folder = join(table.location, 'metadata');
  return readdirSync(folder).filter((name) => !/^v\d+\.metadata\.json$|^version-hint\.text$/.test(name) && !named.has(join(folder, name)));
}

/** A Parquet file of 7 rows of one day that a commit loop copies. */
async function sampleFile(table: IcebergTable): Promise<string> {
  const [file] = await batch(table, 1, 7, 0);
  return file!.filePath;
}

/** A process that commits a copy of `source` again and again, and writes a dot after each. */
function commitLoop(table: IcebergTable, source: string, name: string, times: number): ChildProcess {
  const code = `
    import { copyFileSync } from 'node:fs';
    import { commitSnapshot, describeParquet, loadTable, placeDataFile } from './index.ts';
    const [location, source, name, times, work] = process.argv.slice(1);
    let table = await loadTable(location);
    for (let turn = 0; turn < Number(times); turn++) {
      const copy = work + '/' + name + '-' + turn + '.parquet';
      copyFileSync(source, copy);
      const file = await placeDataFile(table, await describeParquet(copy, table), name + '-' + turn);
      table = (await commitSnapshot(table, { operation: 'append', addFiles: [file], summary: { turn: name + turn } })).table;
      process.stdout.write('.');
    }`;
  const work = join(root, 'work');
  mkdirSync(work, { recursive: true });
  const args = ['--conditions=@logex/source', '--input-type=module', '--eval', code, '--', table.location, source, name, String(times), work];
  return spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });
}
