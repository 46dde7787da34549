import { allTables, type Maintenance } from '@logex/log-schema';
import { secondsSince } from '../aggregate/aggregate.ts';
import { optionNotAllowed } from '../errors.ts';
import { maintainPlan, maintenanceOf, type MaintenanceOverrides } from './maintain-plan.ts';
import type { Emitted, EmittedRow } from './spark-runner.ts';
import { withSpark, type SparkJobOptions } from './spark-warehouse.ts';

/** What {@link sparkMaintain} takes; settings that are given replace those that the schema has for each table. */
export interface SparkMaintainOptions extends SparkJobOptions, MaintenanceOverrides {}

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
  /** What it was maintained by. */
  readonly settings: Maintenance;
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
  const overrides = overridesOf(options);
  const settings = new Map(allTables.map((table) => [table.name, maintenanceOf(table, overrides)]));
  for (const { orphanHours, snapshotHours } of settings.values()) {
    if (orphanHours < fewestHours) throw optionNotAllowed('--orphan-age', String(orphanHours), `${fewestHours} hours or more`);
    if (snapshotHours < fewestHours) throw optionNotAllowed('--snapshot-age', String(snapshotHours), `${fewestHours} hours or more`);
  }
  const plan = maintainPlan({ catalog: options.catalog, ...overrides });
  const emitted = await withSpark(options, true, (runner) => runner.run(plan));
  return { job: 'maintain', engine: 'spark', tables: tablesOf(emitted, settings), seconds: secondsSince(started) };
}

/** The settings among options: those that are given. */
function overridesOf({ retentionDays, snapshotsKept, snapshotHours, orphanHours }: MaintenanceOverrides): MaintenanceOverrides {
  const given = Object.entries({ retentionDays, snapshotsKept, snapshotHours, orphanHours }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as MaintenanceOverrides;
}

function tablesOf(emitted: Emitted, settings: ReadonlyMap<string, Maintenance>): MaintainedTable[] {
  const sizes = Map.groupBy(emitted['size'] ?? [], (row) => String(row['table']));
  return [...sizes].flatMap(([table, rows]) => {
    const [before, after] = rows;
    const own = settings.get(table);
    if (!before || !after || !own) return [];
    const compacted = Number(emitted[`compact ${table}`]?.[0]?.['rewritten_data_files_count'] ?? 0);
    return [{ table, settings: own, before: sizeOf(before), after: sizeOf(after), compacted, orphans: emitted[`remove orphans of ${table}`]?.length ?? 0 }];
  });
}

function sizeOf(row: EmittedRow): TableSize {
  const [files, bytes, rows, snapshots, manifests] = ['files', 'bytes', 'rows', 'snapshots', 'manifests'].map((name) => Number(row[name])) as [number, number, number, number, number];
  return { files, bytes, rows, snapshots, manifests };
}
