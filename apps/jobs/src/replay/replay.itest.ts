import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defaultMaxLineBytes, parserVersion } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, expect, test } from 'vitest';
import { killJob, seededRandom } from '../__fixtures__/killed-job.ts';
import { fileText, jsonLine } from '../__fixtures__/log-lines.ts';
import { query, snapshotIds } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { currentSnapshot, loadTable } from '../iceberg/index.ts';
import { ingest } from '../ingest/ingest.ts';
import { tableFolder, warehouseAt } from '../warehouse/warehouse.ts';
import { replay } from './replay.ts';

const small = 300;
const kills = 16;
let folder = '';
let input = '';
let warehouse = '';

const long = (index: number): string => jsonLine(index, { padding: 'x'.repeat(400) });
const tables = ['logs', 'logs_rejected', 'ingested_files'];

/** Two files whose long lines are rejected, beside lines that are broken for good. */
async function fill(): Promise<void> {
  folder = temporaryFolder();
  input = join(folder, 'input');
  warehouse = join(folder, 'warehouse');
  mkdirSync(input);
  writeFileSync(join(input, 'a.json'), fileText([jsonLine(0), long(1), '{"broken', long(3), jsonLine(4)]));
  writeFileSync(join(input, 'b.json'), fileText([long(10), 'no log line', jsonLine(11)]));
  await ingest({ input: [input], warehouse, maxLineBytes: small });
}

beforeEach(fill);

/** Every row of both tables as `<file> <line> <table>`. */
async function places(at = warehouse): Promise<string[]> {
  const rows = await query(at, `
    SELECT concat(basename(ingest_file), ' ', toString(ingest_line), ' ', table) AS place FROM (
      SELECT ingest_file, ingest_line, 'logs' AS table FROM {logs} UNION ALL SELECT ingest_file, ingest_line, 'rejected' FROM {logs_rejected}
    ) ORDER BY place`);
  return rows.map((row) => String(row['place']));
}

const before = ['a.json 1 logs', 'a.json 2 rejected', 'a.json 3 rejected', 'a.json 4 rejected', 'a.json 5 logs', 'b.json 1 rejected', 'b.json 2 rejected', 'b.json 3 logs'];
const moved = (...keys: string[]): string[] => before.map((place) => (keys.some((key) => place.startsWith(key)) ? place.replace('rejected', 'logs') : place));
const all = moved('a.json 2', 'a.json 4', 'b.json 1');

test('lines that parse with a higher limit move to logs, once; the others stay', async () => {
  expect(await places()).toEqual(before);

  expect(await replay({ warehouse })).toMatchObject({ dryRun: false, read: 5, moved: 3, kept: 2 });

  expect(await places()).toEqual(all);
  expect((await audit(warehouse)).balanced).toBe(true);
  const rows = await query(warehouse, "SELECT message, length(attributes['padding']) AS padding, partition_date = toDate32(timestamp) AS fits FROM {logs} WHERE ingest_line = 2 AND endsWith(ingest_file, 'a.json')");
  expect(rows).toEqual([{ message: 'event 1', padding: '400', fits: 1 }]);
  expect(await query(warehouse, 'SELECT DISTINCT reason FROM {logs_rejected} ORDER BY reason')).toEqual([{ reason: 'invalid-json' }, { reason: 'unrecognized-format' }]);
});

test('a moved line keeps its batch, and the next ingest has nothing to do', async () => {
  const batches = await query(warehouse, 'SELECT DISTINCT ingest_batch AS batch FROM {ingested_files} ORDER BY batch');
  await replay({ warehouse });

  expect(await query(warehouse, 'SELECT DISTINCT ingest_batch AS batch FROM {logs} ORDER BY batch')).toEqual(batches);
  const ids = await snapshotIds(warehouse, tables);
  expect(await ingest({ input: [input], warehouse })).toMatchObject({ lines: 0, files: { unchanged: 2 } });
  expect(await snapshotIds(warehouse, tables)).toEqual(ids);
});

test('only lines of a reason, and only lines of a file', async () => {
  expect(await replay({ warehouse, reason: 'invalid-json' })).toMatchObject({ read: 1, moved: 0 });
  expect(await replay({ warehouse, file: join(input, 'b.json') })).toMatchObject({ read: 2, moved: 1 });
  expect(await places()).toEqual(moved('b.json 1'));
  expect(await replay({ warehouse, reason: 'line-too-long', file: join(input, 'a.json') })).toMatchObject({ read: 2, moved: 2 });
  expect(await places()).toEqual(all);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('with nothing to move it commits nothing', async () => {
  await replay({ warehouse });
  const ids = await snapshotIds(warehouse, tables);

  expect(await replay({ warehouse })).toMatchObject({ read: 2, moved: 0, kept: 2 });
  expect(await snapshotIds(warehouse, tables)).toEqual(ids);
});

test('a dry run tells the same numbers and writes nothing', async () => {
  const ids = await snapshotIds(warehouse, tables);

  expect(await replay({ warehouse, dryRun: true })).toMatchObject({ dryRun: true, read: 5, moved: 3, kept: 2 });
  expect(await snapshotIds(warehouse, tables)).toEqual(ids);
  expect(await places()).toEqual(before);
  expect(existsSync(join(warehouseAt(warehouse).journal, 'replay.json'))).toBe(false);
});

test('fails when the reason is unknown, or the warehouse has no tables', async () => {
  await expect(replay({ warehouse, reason: 'too-long' })).rejects.toMatchObject({ code: 'jobs/option-not-allowed', kind: 'usage', message: expect.stringContaining('line-too-long') as string });
  await expect(replay({ warehouse: join(folder, 'none') })).rejects.toMatchObject({ code: 'jobs/warehouse-empty', kind: 'usage' });
});

test('killed between its two commits, it is finished by the next ingest', async () => {
  const rejected = tableFolder(warehouseAt(warehouse), { namespace: 'analytics', name: 'logs_rejected' });
  const note = join(warehouseAt(warehouse).journal, 'replay.json');
  const rejectedSnapshot = String(currentSnapshot((await loadTable(rejected)).metadata)?.['snapshot-id']);
  const aside = join(folder, 'aside');
  await cp(rejected, aside, { recursive: true });
  await replay({ warehouse });
  // The table of rejected lines as it was, and the note of a replay whose first commit alone has happened.
  rmSync(rejected, { recursive: true });
  renameSync(aside, rejected);
  const selection = { maxLineBytes: defaultMaxLineBytes };
  const id = createHash('sha256').update(JSON.stringify([rejectedSnapshot, parserVersion, selection])).digest('hex').slice(0, 20);
  writeFileSync(note, JSON.stringify({ id, replayedAt: new Date().toISOString(), rejectedSnapshot, selection }));
  expect((await places()).filter((place) => place.startsWith('a.json 2'))).toEqual(['a.json 2 logs', 'a.json 2 rejected']);

  await ingest({ input: [input], warehouse });

  expect(await places()).toEqual(all);
  expect((await audit(warehouse)).balanced).toBe(true);
  expect(existsSync(note)).toBe(false);
});

test(`${kills} replays killed at random moments and run again move each line exactly once`, async () => {
  const seed = Number(process.env['LOGEX_SEED'] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const file = (index: number): string => join(input, `file-${String(index).padStart(2, '0')}.json`);
  for (let index = 0; index <= kills; index++) writeFileSync(file(index), fileText([long(1), '{"broken', jsonLine(2), long(3)]));
  await ingest({ input: [input], warehouse, maxLineBytes: small });
  const { milliseconds } = await killJob({ job: 'replay', options: { warehouse, file: file(kills) } }, 60_000);
  const finished: number[] = [];
  for (let index = 0; index < kills; index++) {
    const moment = ((index + random()) / kills) * milliseconds;
    await killJob({ job: 'replay', options: { warehouse, file: file(index) } }, moment);
    finished.push((await replay({ warehouse, file: file(index) })).moved);
    const story = `run ${index} of LOGEX_SEED=${seed}, killed after ${Math.round(moment)} of ${Math.round(milliseconds)} ms`;
    const name = basename(file(index));
    const found = await places();
    expect({ story, own: found.filter((place) => place.startsWith(name)) }).toEqual({ story, own: [`${name} 1 logs`, `${name} 2 rejected`, `${name} 3 logs`, `${name} 4 logs`] });
    expect({ story, rows: found.length }).toEqual({ story, rows: before.length + 4 * (kills + 1) });
  }
  expect(finished.some((count) => count > 0)).toBe(true);
  expect((await audit(warehouse)).balanced).toBe(true);
}, 300_000);
