import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultMaxLineBytes, ingestedFiles, logs, logsRejected } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, expect, test } from 'vitest';
import { fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { openForWriting } from '../engine/job-engine.ts';
import { commitSnapshot } from '../iceberg/index.ts';
import { replay } from '../replay/replay.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';
import { ledgerRow } from './batch-commit.ts';
import { batchId } from './batch-packing.ts';
import { readBatch } from './batch-reading.ts';
import { writeReceipt } from './batch-receipt.ts';
import type { IngestBatch } from './file-part.ts';
import type { IngestContext } from './ingest-context.ts';
import { planIngest } from './ingest-plan.ts';
import { ingest } from './ingest.ts';
import { appendLedger, batchMarker } from './ledger.ts';

/** Where a run stops, by what it has committed last. */
type Stop = 'ledger planned' | 'batch written' | 'receipt written' | 'rejected committed' | 'logs committed';
const stops: readonly Stop[] = ['ledger planned', 'batch written', 'receipt written', 'rejected committed', 'logs committed'];
/** Those that lead to different ways of finishing. */
const turns = ['ledger planned', 'rejected committed', 'logs committed'] as const satisfies Stop[];
const steps = (stop: Stop): number => stops.indexOf(stop);

let folder = '';
let warehouse = '';
const inputFile = (name: string): string => join(folder, 'input', name);
const options = () => ({ input: [join(folder, 'input')], warehouse });

beforeEach(() => {
  folder = temporaryFolder();
  warehouse = join(folder, 'warehouse');
  mkdirSync(join(folder, 'input'));
  writeFileSync(inputFile('a.json'), fileText([...times(6, jsonLine), '{"broken', jsonLine(6, { padding: 'x'.repeat(2000) })]));
  writeFileSync(inputFile('b.json'), fileText([...times(5, (index) => jsonLine(50 + index)), 'no log line']));
});

/** Does what an ingest does up to a stop, and leaves the warehouse there as a kill would. */
async function stopAfter(stop: Stop, maxLineBytes: number = defaultMaxLineBytes): Promise<void> {
  const place = warehouseAt(warehouse);
  const engine = await openForWriting(place);
  const tables = { logs: await ensureTable(place, logs), rejected: await ensureTable(place, logsRejected), ledger: await ensureTable(place, ingestedFiles) };
  const context: IngestContext = { engine, warehouse: place, tables, maxLineBytes };
  const { parts } = await planIngest([inputFile('a.json'), inputFile('b.json')], new Map(), 1e9);
  const batch: IngestBatch = { id: batchId(parts), parts, plannedAt: new Date().toISOString() };
  await appendLedger(engine, place, tables.ledger, parts.map((part) => ledgerRow(part, batch.id, batch.plannedAt)), 'first-plan');
  if (steps(stop) > 0) {
    const read = await readBatch(context, batch, new Map());
    const files = { rejected: await read.rejected.place(tables.rejected, batch.id), logs: await read.logs.place(tables.logs, batch.id) };
    if (steps(stop) > 1) await writeReceipt(place, read.outcome);
    for (const name of (['rejected', 'logs'] as const).slice(0, Math.max(0, steps(stop) - 2))) {
      await commitSnapshot(tables[name], { operation: 'append', addFiles: files[name], summary: { [batchMarker]: batch.id }, marker: batchMarker });
    }
  }
  await engine.close();
}

/** Every row of both tables as `<file> <line> <table>`. */
async function places(): Promise<string[]> {
  const rows = await query(warehouse, `
    SELECT concat(basename(ingest_file), ' ', toString(ingest_line), ' ', table) AS place FROM (
      SELECT ingest_file, ingest_line, 'logs' AS table FROM {logs} UNION ALL SELECT ingest_file, ingest_line, 'rejected' FROM {logs_rejected}
    ) ORDER BY place`);
  return rows.map((row) => String(row['place']));
}

const ofA = [...times(6, (index) => `a.json ${index + 1} logs`), 'a.json 7 rejected', 'a.json 8 logs'];
const ofB = [...times(5, (index) => `b.json ${index + 1} logs`), 'b.json 6 rejected'];

test.each(stops)('a run stopped after "%s" is finished by the next one, each line once', async (stop) => {
  await stopAfter(stop);
  expect((await audit(warehouse)).balanced).toBe(false);

  const summary = await ingest(options());

  expect(summary).toMatchObject({ recovered: 1, batches: 1, lines: 14, accepted: 12, rejected: 2 });
  expect(await places()).toEqual([...ofA, ...ofB]);
  expect((await audit(warehouse)).balanced).toBe(true);
  expect(await ingest(options())).toMatchObject({ recovered: 0, batches: 0, lines: 0, files: { unchanged: 2 } });
});

test.each(['ledger planned', 'rejected committed'] as const)('a run stopped after "%s" whose file was removed since is finished without it', async (stop) => {
  await stopAfter(stop);
  rmSync(inputFile('b.json'));

  await ingest(options());

  expect(await places()).toEqual(ofA);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('a run stopped after its logs were committed keeps the lines of a file removed since', async () => {
  await stopAfter('logs committed');
  rmSync(inputFile('b.json'));

  await ingest(options());

  expect(await places()).toEqual([...ofA, ...ofB]);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test.each(turns)('a run stopped after "%s" whose file was rewritten since has the lines of both versions only where both were read', async (stop) => {
  await stopAfter(stop);
  writeFileSync(inputFile('b.json'), fileText([jsonLine(70)]));

  await ingest(options());

  expect(await places()).toEqual([...ofA, ...(stop === 'logs committed' ? ['b.json 1 logs', ...ofB] : ['b.json 1 logs'])]);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test.each(turns)('a run stopped after "%s" whose file has grown since reads each line once', async (stop) => {
  await stopAfter(stop);
  appendFileSync(inputFile('b.json'), fileText([jsonLine(80), '{"also broken']));

  await ingest(options());

  expect(await places()).toEqual([...ofA, ...ofB, 'b.json 7 logs', 'b.json 8 rejected']);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('a file that went away while its batch was finished and comes back the same is read then', async () => {
  await stopAfter('rejected committed');
  renameSync(inputFile('b.json'), join(folder, 'aside'));
  await ingest(options());
  expect(await places()).toEqual(ofA);

  renameSync(join(folder, 'aside'), inputFile('b.json'));
  await ingest(options());

  expect(await places()).toEqual([...ofA, ...ofB]);
  expect((await audit(warehouse)).balanced).toBe(true);
  expect(await ingest(options())).toMatchObject({ recovered: 0, batches: 0 });
});

test('all files of a batch that went away and come back the same are read then', async () => {
  await stopAfter('rejected committed');
  renameSync(join(folder, 'input'), join(folder, 'aside'));
  mkdirSync(join(folder, 'input'));
  writeFileSync(inputFile('c.json'), fileText([jsonLine(90)]));
  await ingest(options());
  expect(await places()).toEqual(['c.json 1 logs']);

  rmSync(join(folder, 'input'), { recursive: true });
  renameSync(join(folder, 'aside'), join(folder, 'input'));
  await ingest(options());

  expect(await places()).toEqual([...ofA, ...ofB, 'c.json 1 logs']);
  expect((await audit(warehouse)).balanced).toBe(true);
  expect(await ingest(options())).toMatchObject({ recovered: 0, batches: 0 });
});

test.each([[1000, defaultMaxLineBytes], [defaultMaxLineBytes, 1000]])('a run stopped between its commits and finished with another line limit (%i, then %i) has each line once', async (first, then) => {
  await stopAfter('rejected committed', first);

  await ingest({ ...options(), maxLineBytes: then });

  const expected = [...ofA, ...ofB].map((place) => (then === 1000 && place === 'a.json 8 logs' ? 'a.json 8 rejected' : place));
  expect(await places()).toEqual(expected);
  expect((await audit(warehouse)).balanced).toBe(true);
});

test('fails when lines are replayed while an ingest is unfinished, and changes nothing', async () => {
  await stopAfter('rejected committed');

  await expect(replay({ warehouse })).rejects.toMatchObject({ code: 'jobs/ingest-unfinished', kind: 'usage', hint: expect.stringContaining('ingest') as string });
  await ingest(options());

  expect(await places()).toEqual([...ofA, ...ofB]);
});
