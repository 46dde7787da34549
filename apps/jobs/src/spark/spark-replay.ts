import { defaultMaxLineBytes, logsRejected, rejectReasonCodes } from '@logex/log-schema';
import { requireLogs, secondsSince } from '../aggregate/aggregate.ts';
import { reasonUnknown } from '../errors.ts';
import { currentSnapshot, loadTable } from '../iceberg/index.ts';
import { readReplayNote, removeReplayNote, replayId, writeReplayNote, type ReplayNote, type ReplayOptions, type ReplaySelection, type ReplaySummary } from '../replay/replay.ts';
import { tableFolder, warehouseAt, type Warehouse } from '../warehouse/warehouse.ts';
import { piiSalt } from '../policy/pii-salt.ts';
import { replayPlan } from './replay-plan.ts';
import type { SparkCatalog } from './spark-catalog.ts';
import type { Emitted, SparkRunner } from './spark-runner.ts';
import { sparkPolicy, withSpark, type SparkJobOptions } from './spark-warehouse.ts';

/** What {@link sparkReplay} takes. */
export type SparkReplayOptions = SparkJobOptions & Omit<ReplayOptions, 'warehouse'>;

/**
 * Reads rejected lines again with Spark, and moves those that parse now to `logs`: exactly once, also where it is killed between its two
 * commits. On a warehouse of this machine it leaves the same note of its work as the embedded engine, so that either
 * finishes what the other began.
 *
 * @throws LogexError `jobs/option-not-allowed` for an unknown reason, `jobs/ingest-unfinished` (usage), and those of Spark.
 */
export async function sparkReplay(options: SparkReplayOptions): Promise<ReplaySummary> {
  const started = performance.now();
  const { catalog, reason, file, dryRun = false } = options;
  if (reason !== undefined && !(rejectReasonCodes as readonly string[]).includes(reason)) throw reasonUnknown(reason);
  const selection: ReplaySelection = {
    ...(reason === undefined ? {} : { reason }),
    ...(file === undefined ? {} : { file }),
    maxLineBytes: options.maxLineBytes ?? defaultMaxLineBytes,
  };
  const warehouse = localWarehouse(catalog);
  if (warehouse) await requireLogs(warehouse);
  const emitted = await withSpark(options, !dryRun, async (runner) => {
    const policy = dryRun ? undefined : await sparkPolicy(catalog, options.policy);
    piiSalt(policy);
    if (!warehouse || dryRun) return runner.run(replayPlan({ catalog, ...planned(selection), policy, dryRun }));
    await finishNotedReplay(runner, catalog);
    const note = await noteOf(warehouse, selection);
    return note === undefined ? {} : runNoted(runner, catalog, warehouse, note, false);
  });
  const { read = 0, moved = 0 } = (emitted['replayed']?.[0] ?? {}) as { readonly read?: number; readonly moved?: number };
  return { job: 'replay', engine: 'spark', read, moved, kept: read - moved, dryRun, seconds: secondsSince(started) };
}

const localWarehouse = (catalog: SparkCatalog): Warehouse | undefined => (catalog.type === 'hadoop' ? warehouseAt(catalog.warehouse) : undefined);

const planned = (selection: ReplaySelection): ReplaySelection & { readonly maxLineBytes: number } => ({
  ...selection,
  maxLineBytes: selection.maxLineBytes ?? defaultMaxLineBytes,
});

/** Finishes a replay of either engine that was killed between its commits; every job that writes rejected lines does so first. */
export async function finishNotedReplay(runner: SparkRunner, catalog: SparkCatalog): Promise<void> {
  const warehouse = localWarehouse(catalog);
  const note = warehouse && (await readReplayNote(warehouse));
  if (warehouse && note) await runNoted(runner, catalog, warehouse, note, true);
}

async function runNoted(runner: SparkRunner, catalog: SparkCatalog, warehouse: Warehouse, note: ReplayNote, finishing: boolean): Promise<Emitted> {
  const emitted = await runner.run(replayPlan({ catalog, ...planned(note.selection), policy: await sparkPolicy(catalog, undefined), id: note.id, dryRun: false, finishing }));
  await removeReplayNote(warehouse);
  return emitted;
}

async function noteOf(warehouse: Warehouse, selection: ReplaySelection): Promise<ReplayNote | undefined> {
  const rejected = await loadTable(tableFolder(warehouse, logsRejected));
  const snapshot = currentSnapshot(rejected.metadata);
  if (!snapshot) return undefined;
  const rejectedSnapshot = String(snapshot['snapshot-id']);
  const note = { id: replayId(rejectedSnapshot, selection), replayedAt: new Date().toISOString(), rejectedSnapshot, selection };
  await writeReplayNote(warehouse, note);
  return note;
}
