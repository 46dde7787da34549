import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPolicy, clickhouseTarget, defaultMaxLineBytes, ingestedFiles, linePlan, logs, logsRejected, parserVersion, rejectReasonCodes, type PiiPolicy } from '@logex/log-schema';
import { requireLogs, secondsSince } from '../aggregate/aggregate.ts';
import { icebergSource } from '../engine/iceberg-source.ts';
import { openForReading, openForWriting, stagingDatabase, type JobEngine } from '../engine/job-engine.ts';
import { stageTable } from '../engine/staged-table.ts';
import { asWriteFault } from '../engine/write-fault.ts';
import { ingestUnfinished, reasonUnknown } from '../errors.ts';
import { commitSnapshot, currentSnapshot, findSnapshotBySummary, loadTable, type IcebergTable } from '../iceberg/index.ts';
import { batchMarker, readLedger } from '../ingest/ledger.ts';
import { warehousePolicy } from '../policy/kept-policy.ts';
import { piiSalt, policyParameters } from '../policy/pii-salt.ts';
import { tableFolder, warehouseAt, type Warehouse } from '../warehouse/warehouse.ts';

/** Which rejected lines are read again, and how. */
export interface ReplaySelection {
  /**
   * Reason code.
   * @default every reason
   */
  readonly reason?: string;
  /**
   * Absolute path of the file that the lines stand in.
   * @default every file
   */
  readonly file?: string;
  /**
   * Longest line that is parsed, in bytes.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
}

/** What {@link replay} takes. */
export interface ReplayOptions extends ReplaySelection {
  /** Folder of the warehouse; a relative one starts where the process was started. */
  readonly warehouse: string;
  /**
   * What is kept of values that tell of a person; it is kept for every later job on the warehouse.
   * @default the one that was given before, or none
   */
  readonly policy?: PiiPolicy;
  /**
   * Tells how many lines would move, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
}

/** What a replay did. */
export interface ReplaySummary {
  readonly job: 'replay';
  readonly engine: string;
  readonly dryRun: boolean;
  /** Rejected lines that were read again. */
  readonly read: number;
  /** Lines that parse now and moved to `logs`. */
  readonly moved: number;
  /** Lines that are still rejected. */
  readonly kept: number;
  readonly seconds: number;
}

const parsedTable = `${stagingDatabase}.replay_lines`;

/** Lines that stand for a whole file (line 0) cannot be read again from the table: the file is read anew once it is replaced. */
function selectionSql(selection: ReplaySelection): { where: string; parameters: Record<string, string> } {
  const { reason, file } = selection;
  return {
    where: ['ingest_line > 0', ...(reason === undefined ? [] : ['reason = {reason:String}']), ...(file === undefined ? [] : ['ingest_file = {file:String}'])].join(' AND '),
    parameters: { ...(reason === undefined ? {} : { reason }), ...(file === undefined ? {} : { file }) },
  };
}

/** Every selected line, parsed by the plan of today; its row of `logs_rejected` is told by batch, file and line. */
function parsedSql(warehouse: Warehouse, where: string, maxLineBytes: number, policy?: PiiPolicy): string {
  return clickhouseTarget.parseSelect(applyPolicy(linePlan({ maxLineBytes }), policy), {
    source: `(SELECT raw_line AS line, ingest_file, ingest_line, ingest_batch, partition_date AS rejected_date FROM ${icebergSource(warehouse, logsRejected)} WHERE ${where})`,
    passThrough: {
      ingest_file: 'ingest_file',
      ingest_line: 'ingest_line',
      ingest_batch: 'ingest_batch',
      ingested_at: "parseDateTime64BestEffort({replayed_at:String}, 6, 'UTC')",
      partition_date: 'toDate32(timestamp)',
      rejected_date: 'rejected_date',
    },
  });
}

/**
 * Reads rejected lines again, after a format or a limit was mended, and moves those that parse now to `logs`: exactly once,
 * also where it is killed between its two commits. A moved line keeps its batch, file and number.
 *
 * @throws LogexError `jobs/option-not-allowed` for an unknown reason, `jobs/warehouse-empty`, `jobs/ingest-unfinished`, `jobs/pii-salt-missing` (usage), and those of opening a warehouse.
 */
export async function replay(options: ReplayOptions): Promise<ReplaySummary> {
  const started = performance.now();
  const { reason, file, maxLineBytes } = options;
  if (reason !== undefined && !(rejectReasonCodes as readonly string[]).includes(reason)) throw reasonUnknown(reason);
  const warehouse = warehouseAt(options.warehouse);
  await requireLogs(warehouse);
  const selection: ReplaySelection = {
    ...(reason === undefined ? {} : { reason }),
    ...(file === undefined ? {} : { file }),
    maxLineBytes: maxLineBytes ?? defaultMaxLineBytes,
  };
  const engine = options.dryRun ? await openForReading() : await openForWriting(warehouse);
  try {
    if (options.dryRun) {
      const counts = await countSelection(engine, warehouse, selection);
      return { ...summaryOf(counts), dryRun: true, seconds: secondsSince(started) };
    }
    piiSalt(await warehousePolicy(warehouse, options.policy));
    await finishReplay(engine, warehouse);
    await requireFinishedIngest(engine, warehouse);
    const counts = await runReplay(engine, warehouse, selection);
    return { ...summaryOf(counts), dryRun: false, seconds: secondsSince(started) };
  } catch (error) {
    throw asWriteFault(`replaying in '${warehouse.root}'`, error);
  } finally {
    await engine.close();
  }
}

/** A batch between its commits has rejected lines that its next run may take back: they must stand where it put them. */
async function requireFinishedIngest(engine: JobEngine, warehouse: Warehouse): Promise<void> {
  const ledger = await loadTable(tableFolder(warehouse, ingestedFiles)).catch(() => undefined);
  const rows = ledger ? await readLedger(engine, warehouse, ledger) : [];
  if (rows.some((row) => row.state === 'planned')) throw ingestUnfinished(warehouse.root);
}

interface ReplayCounts {
  readonly read: number;
  readonly moved: number;
}

const summaryOf = ({ read, moved }: ReplayCounts) => ({ job: 'replay' as const, engine: 'embedded', read, moved, kept: read - moved });

async function countSelection(engine: JobEngine, warehouse: Warehouse, selection: ReplaySelection): Promise<ReplayCounts> {
  const { where, parameters } = selectionSql(selection);
  const [counts] = await engine.rows<{ read: string; moved: string }>(
    `SELECT count() AS read, countIf(reason = '') AS moved FROM (${parsedSql(warehouse, where, selection.maxLineBytes ?? defaultMaxLineBytes)})`,
    { ...parameters, replayed_at: new Date().toISOString() },
  );
  return { read: Number(counts?.read ?? 0), moved: Number(counts?.moved ?? 0) };
}

/** A replay that has begun: what it selects, of which state of the rejected lines. */
export interface ReplayNote {
  readonly id: string;
  readonly replayedAt: string;
  readonly rejectedSnapshot: string;
  readonly selection: ReplaySelection;
}

/** Id of a replay: of the same selection of the same rejected lines by the same formats it is the same, always. */
export function replayId(rejectedSnapshot: string, selection: ReplaySelection): string {
  return createHash('sha256').update(JSON.stringify([rejectedSnapshot, parserVersion, selection])).digest('hex').slice(0, 20);
}

const notePath = (warehouse: Warehouse): string => join(warehouse.journal, 'replay.json');

/**
 * Finishes a replay that was killed between its commits. Every job that writes rejected lines calls it first: so the rejected
 * lines are still those that the replay began with.
 */
export async function finishReplay(engine: JobEngine, warehouse: Warehouse): Promise<void> {
  const note = await readReplayNote(warehouse);
  if (note) await moveLines(engine, warehouse, note);
}

/** The note of a replay that was killed between its commits, if there is one. */
export async function readReplayNote(warehouse: Warehouse): Promise<ReplayNote | undefined> {
  const text = await readFile(notePath(warehouse), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ReplayNote);
}

/** Notes that a replay has begun, before its first commit. */
export async function writeReplayNote(warehouse: Warehouse, note: ReplayNote): Promise<void> {
  const temporary = `${notePath(warehouse)}.tmp`;
  await writeFile(temporary, JSON.stringify(note));
  const handle = await open(temporary, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(temporary, notePath(warehouse));
}

/** Removes the note of a replay that is done. */
export async function removeReplayNote(warehouse: Warehouse): Promise<void> {
  await rm(notePath(warehouse), { force: true });
}

async function runReplay(engine: JobEngine, warehouse: Warehouse, selection: ReplaySelection): Promise<ReplayCounts> {
  const rejected = await loadTable(tableFolder(warehouse, logsRejected));
  const snapshot = currentSnapshot(rejected.metadata);
  if (!snapshot) return { read: 0, moved: 0 };
  const rejectedSnapshot = String(snapshot['snapshot-id']);
  const note: ReplayNote = { id: replayId(rejectedSnapshot, selection), replayedAt: new Date().toISOString(), rejectedSnapshot, selection };
  await writeReplayNote(warehouse, note);
  return moveLines(engine, warehouse, note);
}

async function moveLines(engine: JobEngine, warehouse: Warehouse, note: ReplayNote): Promise<ReplayCounts> {
  const rejected = await loadTable(tableFolder(warehouse, logsRejected));
  const current = currentSnapshot(rejected.metadata);
  if (String(current?.['snapshot-id']) !== note.rejectedSnapshot) {
    await removeReplayNote(warehouse);
    return { read: 0, moved: 0 };
  }
  const policy = await warehousePolicy(warehouse, undefined);
  const { where, parameters } = selectionSql(note.selection);
  await engine.run(`DROP TABLE IF EXISTS ${parsedTable}`);
  await engine.run(`CREATE TABLE ${parsedTable} (${clickhouseTarget.columnDefinitions(logs).join(', ')}, reason String, rejected_date Date32) ENGINE = Memory`);
  const names = [...Object.keys(logs.columns), 'reason', 'rejected_date'].map(clickhouseTarget.quoteIdentifier).join(', ');
  await engine.run(
    `INSERT INTO ${parsedTable} (${names}) SELECT ${names} FROM (${parsedSql(warehouse, where, note.selection.maxLineBytes ?? defaultMaxLineBytes, policy)})`,
    { ...parameters, ...policyParameters(policy), replayed_at: note.replayedAt },
  );
  const [counts] = await engine.rows<{ read: string; moved: string; days: string[] }>(
    `SELECT count() AS read, countIf(reason = '') AS moved, arraySort(groupUniqArrayIf(toString(rejected_date), reason = '')) AS days FROM ${parsedTable}`,
  );
  const moved = Number(counts?.moved ?? 0);
  if (moved > 0) {
    await appendMoved(engine, warehouse, note);
    await removeMoved(engine, warehouse, rejected, note, counts?.days ?? []);
  }
  await removeReplayNote(warehouse);
  await engine.run(`DROP TABLE IF EXISTS ${parsedTable}`);
  return { read: Number(counts?.read ?? 0), moved };
}

async function appendMoved(engine: JobEngine, warehouse: Warehouse, note: ReplayNote): Promise<void> {
  const target = await loadTable(tableFolder(warehouse, logs));
  if (findSnapshotBySummary(target, batchMarker, note.id)) return;
  const staged = await stageTable(engine, warehouse, logs);
  const names = Object.keys(logs.columns).map(clickhouseTarget.quoteIdentifier).join(', ');
  await engine.run(`INSERT INTO ${staged.name} (${names}) SELECT ${names} FROM ${parsedTable} WHERE reason = ''`);
  const addFiles = await staged.place(target, `replay-${note.id}`);
  await commitSnapshot(target, { operation: 'append', addFiles, summary: { [batchMarker]: note.id }, marker: batchMarker });
  await staged.drop();
}

/** Writes the days that lines moved out of anew, without those lines. */
async function removeMoved(engine: JobEngine, warehouse: Warehouse, target: IcebergTable, note: ReplayNote, days: readonly string[]): Promise<void> {
  const staged = await stageTable(engine, warehouse, logsRejected);
  const names = Object.keys(logsRejected.columns).map(clickhouseTarget.quoteIdentifier).join(', ');
  await engine.run(
    `INSERT INTO ${staged.name} (${names}) SELECT ${names} FROM ${icebergSource(warehouse, logsRejected)}
     WHERE has({days:Array(String)}, toString(partition_date))
       AND (ingest_batch, ingest_file, ingest_line) NOT IN (SELECT ingest_batch, ingest_file, ingest_line FROM ${parsedTable} WHERE reason = '')`,
    { days },
  );
  const addFiles = await staged.place(target, `replay-${note.id}`);
  await commitSnapshot(target, {
    operation: 'overwrite',
    addFiles,
    removeWhere: (file) => days.includes(String(file.partition['partition_date'])),
    readFrom: BigInt(note.rejectedSnapshot),
    summary: { [batchMarker]: note.id },
    marker: batchMarker,
  });
  await staged.drop();
}
