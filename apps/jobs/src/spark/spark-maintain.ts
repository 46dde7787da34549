import { secondsSince } from '../aggregate/aggregate.ts';
import { optionNotAllowed } from '../errors.ts';
import { maintainPlan } from './maintain-plan.ts';
import type { Emitted, EmittedRow } from './spark-runner.ts';
import { withSpark, type SparkJobOptions } from './spark-warehouse.ts';

/** What {@link sparkMaintain} takes. */
export interface SparkMaintainOptions extends SparkJobOptions {
  /**
   * Days that rows stay, by the day of their partition.
   * @default for ever
   */
  readonly retentionDays?: number;
  /**
   * Age in hours from which files that no snapshot names are removed; at least 24, since jobs at work have such files.
   * @default 72
   */
  readonly orphanHours?: number;
  /**
   * Age in hours from which snapshots expire, 50 of each table always kept; at least 24, since jobs that were killed look for theirs.
   * @default 120
   */
  readonly snapshotHours?: number;
}

/** How large a table is. */
export interface TableSize {
  readonly files: number;
  readonly bytes: number;
  readonly rows: number;
  readonly snapshots: number;
  readonly manifests: number;
}

/** What became of a table. */
export interface MaintainedTable {
  readonly table: string;
  readonly before: TableSize;
  readonly after: TableSize;
  /** Files that were rewritten into fewer. */
  readonly compacted: number;
  /** Files removed that no snapshot named. */
  readonly orphans: number;
}

/** What a maintenance run did. */
export interface MaintainSummary {
  readonly job: 'maintain';
  readonly engine: 'spark';
  readonly tables: readonly MaintainedTable[];
  readonly seconds: number;
}

const fewestHours = 24;

/**
 * Keeps every table small and quick to read: rewrites small files, merges manifests, lets old snapshots expire, removes files that no
 * snapshot names, and drops days beyond their time. Rows of days that stay are untouched.
 *
 * @throws LogexError `jobs/option-not-allowed` (usage), and those of locking the warehouse and of Spark.
 */
export async function sparkMaintain(options: SparkMaintainOptions): Promise<MaintainSummary> {
  const started = performance.now();
  const { orphanHours = 72, snapshotHours = 120, retentionDays } = options;
  if (orphanHours < fewestHours) throw optionNotAllowed('--orphan-age', String(orphanHours), `${fewestHours} hours or more`);
  if (snapshotHours < fewestHours) throw optionNotAllowed('--snapshot-age', String(snapshotHours), `${fewestHours} hours or more`);
  const plan = maintainPlan({ catalog: options.catalog, orphanHours, snapshotHours, ...(retentionDays === undefined ? {} : { retentionDays }) });
  const emitted = await withSpark(options, true, (runner) => runner.run(plan));
  return { job: 'maintain', engine: 'spark', tables: tablesOf(emitted), seconds: secondsSince(started) };
}

function tablesOf(emitted: Emitted): MaintainedTable[] {
  const sizes = Map.groupBy(emitted['size'] ?? [], (row) => String(row['table']));
  return [...sizes].flatMap(([table, rows]) => {
    const [before, after] = rows;
    if (!before || !after) return [];
    const compacted = Number(emitted[`compact ${table}`]?.[0]?.['rewritten_data_files_count'] ?? 0);
    return [{ table, before: sizeOf(before), after: sizeOf(after), compacted, orphans: emitted[`remove orphans of ${table}`]?.length ?? 0 }];
  });
}

function sizeOf(row: EmittedRow): TableSize {
  const [files, bytes, rows, snapshots, manifests] = ['files', 'bytes', 'rows', 'snapshots', 'manifests'].map((name) => Number(row[name])) as [number, number, number, number, number];
  return { files, bytes, rows, snapshots, manifests };
}
