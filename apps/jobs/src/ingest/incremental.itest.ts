import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, tableOf } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { ingest, type IngestEvent } from './ingest.ts';

let input = '';
let warehouse = '';
const file = (name: string): string => join(input, name);
const run = (batchBytes = 1e9, more: { dryRun?: boolean; onEvent?: (event: IngestEvent) => void } = {}): ReturnType<typeof ingest> =>
  ingest({ input: [input], warehouse, batchBytes, ...more });

beforeEach(() => {
  const folder = temporaryFolder();
  input = join(folder, 'input');
  warehouse = join(folder, 'warehouse');
  mkdirSync(input);
});

/** Ids of all snapshots of all tables. */
async function snapshots(): Promise<string[]> {
  const lists = ['logs', 'logs_rejected', 'ingested_files'].map(async (name) => ((await tableOf(warehouse, name)).metadata.snapshots ?? []).map((each) => `${name} ${each['snapshot-id']}`));
  return (await Promise.all(lists)).flat();
}

/** Messages in the order of file and line. */
const messages = async (): Promise<unknown[]> => (await query(warehouse, "SELECT concat(basename(ingest_file), ':', toString(ingest_line), ' ', ifNull(message, '-')) AS text FROM {logs} ORDER BY ingest_file, ingest_line, ingested_at")).map((row) => row['text']);

test('a second run with nothing new adds no snapshot to any table', async () => {
  writeFileSync(file('a.json'), fileText([...times(5, jsonLine), 'broken']));
  await run();
  const before = await snapshots();
  expect(before.length).toBeGreaterThanOrEqual(4);

  expect(await run()).toMatchObject({ lines: 0, batches: 0, bytes: 0, files: { unchanged: 1, new: 0 } });
  expect(await snapshots()).toEqual(before);
});

test('grown files give their new lines alone, with the numbers they have in the file', async () => {
  writeFileSync(file('a.json'), fileText(times(2, jsonLine)));
  writeFileSync(file('b.json'), fileText(times(2, jsonLine)).trimEnd());
  writeFileSync(file('c.json'), `${fileText(times(2, jsonLine))}{"timestamp":"2025-08-25T`);
  await run();
  appendFileSync(file('a.json'), fileText([jsonLine(2)]));
  appendFileSync(file('b.json'), `\n${jsonLine(2)}\n`);
  appendFileSync(file('c.json'), `00:00:00Z","message":"whole"}\n`);

  expect(await run()).toMatchObject({ lines: 3, accepted: 3, files: { grown: 3, new: 0, changed: 0 } });

  expect(await messages()).toEqual([
    'a.json:1 event 0', 'a.json:2 event 1', 'a.json:3 event 2',
    'b.json:1 event 0', 'b.json:2 event 1', 'b.json:3 event 2',
    'c.json:1 event 0', 'c.json:2 event 1', 'c.json:3 whole',
  ]);
  // What was there of the cut line stays where it was rejected.
  expect(await query(warehouse, 'SELECT ingest_line AS line, reason FROM {logs_rejected}')).toEqual([{ line: '3', reason: 'invalid-json' }]);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('a file rewritten in place is read again, beside the rows of its earlier version; a renamed one is another file', async () => {
  writeFileSync(file('a.json'), fileText(times(2, jsonLine)));
  writeFileSync(file('b.json'), fileText([jsonLine(5)]));
  await run();
  writeFileSync(file('a.json'), fileText([jsonLine(7)]));
  renameSync(file('b.json'), file('c.json'));

  expect(await run()).toMatchObject({ lines: 2, files: { changed: 1, new: 1, unchanged: 0 } });

  expect(await messages()).toEqual(['a.json:1 event 0', 'a.json:1 event 7', 'a.json:2 event 1', 'b.json:1 event 5', 'c.json:1 event 5']);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('a large file is read in parts, in order, and every line has the number it has in the file', async () => {
  const lines = times(90, (index) => (index % 10 === 3 ? `not a log line ${index}` : index % 2 === 0 ? jsonLine(index) : accessLine(index)));
  writeFileSync(file('large.log'), fileText(lines));
  writeFileSync(file('small.log'), fileText([accessLine(1)]));
  const batches: string[] = [];

  const summary = await run(3000, { onEvent: (event) => { if (event.type === 'batch-done') batches.push(event.batch); } });

  expect(summary).toMatchObject({ lines: 91, rejected: 9, files: { new: 2 } });
  expect(summary.batches).toBeGreaterThanOrEqual(4);
  expect(batches).toHaveLength(summary.batches);
  const rows = await query(warehouse, `SELECT * FROM (
    SELECT ingest_line AS line, message, http_path AS path, '' AS raw FROM {logs} WHERE endsWith(ingest_file, 'large.log')
    UNION ALL SELECT ingest_line, NULL, NULL, toString(raw_line) FROM {logs_rejected}) ORDER BY line`);
  expect(rows).toHaveLength(90);
  for (const [index, row] of rows.entries()) {
    expect(row['line']).toBe(String(index + 1));
    expect(row['raw'] || row['message'] || row['path']).toBe(index % 10 === 3 ? lines[index] : index % 2 === 0 ? `event ${index}` : `/item/${index}`);
  }
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('a batch has the same id wherever it is read; each commit carries it', async () => {
  writeFileSync(file('a.json'), fileText([...times(5, jsonLine), 'broken']));
  await run();
  const ids = await query(warehouse, 'SELECT DISTINCT ingest_batch AS id FROM {logs}');
  const other = `${warehouse}-other`;
  await ingest({ input: [input], warehouse: other });

  expect(await query(other, 'SELECT DISTINCT ingest_batch AS id FROM {logs}')).toEqual(ids);
  for (const name of ['logs', 'logs_rejected']) {
    expect((await tableOf(warehouse, name)).metadata.snapshots?.map((each) => each.summary?.['logex-batch-id'])).toEqual([ids[0]?.['id']]);
  }
});

test('a dry run tells what would be read, on a new warehouse and on one that is there, and writes nothing', async () => {
  writeFileSync(file('a.json'), fileText(times(5, jsonLine)));

  expect(await run(1e9, { dryRun: true })).toMatchObject({ dryRun: true, files: { listed: 1, new: 1 }, batches: 1 });
  await expect(audit(warehouse)).rejects.toMatchObject({ code: 'jobs/warehouse-empty' });
  await run();
  const before = await snapshots();
  writeFileSync(file('b.json'), fileText([jsonLine(1)]));
  expect(await run(1e9, { dryRun: true })).toMatchObject({ files: { listed: 2, new: 1, unchanged: 1 } });
  expect(await snapshots()).toEqual(before);
});
