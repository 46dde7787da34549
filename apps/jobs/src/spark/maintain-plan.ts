import { allTables, sparkTarget, type AnyTable, type Maintenance } from '@logex/log-schema';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { catalogName, openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';
import { createTableStep } from './table-steps.ts';

/** Settings that replace those of every table. */
export type MaintenanceOverrides = Partial<Omit<Maintenance, 'targetFileBytes'>>;

/** What {@link maintainPlan} takes. */
export interface MaintainPlanOptions extends MaintenanceOverrides {
  readonly catalog: SparkCatalog;
}

/** Whether rows of a table are of a day, so that old ones can be told. */
const isByDay = (table: AnyTable): boolean => table.partitionBy.includes('partition_date');

/** The settings that a table is maintained by: those of the schema, unless they are replaced. Tables that are not by day keep their rows. */
export function maintenanceOf(table: AnyTable, overrides: MaintenanceOverrides): Maintenance {
  const { retentionDays, ...settings } = { ...table.maintenance, ...overrides };
  return { retentionDays: isByDay(table) ? retentionDays : null, ...settings };
}

const sizeQuery = (table: AnyTable, when: string): string =>
  `SELECT '${table.name}' AS table, '${when}' AS at, count(*) AS files, coalesce(sum(file_size_in_bytes), 0) AS bytes, coalesce(sum(record_count), 0) AS rows,
  (SELECT count(*) FROM ${tableName(table)}.snapshots) AS snapshots, (SELECT count(*) FROM ${tableName(table)}.manifests) AS manifests FROM ${tableName(table)}.files`;

/** A step that calls a procedure of Iceberg on a table. */
const call = (name: string, procedure: string, table: AnyTable, args: Readonly<Record<string, string>>): PlanStep => ({
  kind: 'call',
  name: `${name} ${table.name}`,
  procedure: `${catalogName}.system.${procedure}`,
  arguments: { table: sparkTarget.quoteText(`${table.namespace}.${table.name}`), ...args },
});

const hoursAgo = (hours: number): string => `CAST(:run_started AS TIMESTAMP) - INTERVAL ${hours} HOURS`;

/**
 * Steps for one table. Files are rewritten where a partition has several small ones, whenever its rows came: late data makes small files
 * in old days, and those are found by looking at the files, not at the calendar.
 */
function tableSteps(table: AnyTable, settings: Maintenance): PlanStep[] {
  const { retentionDays, targetFileBytes, snapshotsKept, snapshotHours, orphanHours } = settings;
  const name = tableName(table);
  const steps: PlanStep[] = [
    { kind: 'emit', name: 'size', rows: sizeQuery(table, 'before') },
    ...(retentionDays === null
      ? []
      : [{
          kind: 'write',
          name: `drop old days of ${table.name}`,
          table: name,
          text: `DELETE FROM ${name} WHERE partition_date < date_sub(CAST(:run_started AS DATE), ${retentionDays})`,
          mode: 'statement',
        } as const]),
    call('compact', 'rewrite_data_files', table, { options: `map('min-input-files', '2', 'target-file-size-bytes', '${targetFileBytes}')` }),
    call('rewrite manifests of', 'rewrite_manifests', table, { use_caching: 'false' }),
    call('expire snapshots of', 'expire_snapshots', table, { older_than: hoursAgo(snapshotHours), retain_last: String(snapshotsKept), stream_results: 'true' }),
    call('remove orphans of', 'remove_orphan_files', table, { older_than: hoursAgo(orphanHours) }),
    { kind: 'emit', name: 'size', rows: sizeQuery(table, 'after') },
  ];
  return [{ kind: 'for-each', name: `maintain ${table.name}`, rows: `SELECT snapshot_id FROM ${name}.refs WHERE name = 'main'`, steps }];
}

/** The plan of a maintenance run over every table of the schema, each by its own settings. */
export function maintainPlan({ catalog, ...overrides }: MaintainPlanOptions): JobPlan {
  const steps = allTables.flatMap((table) => tableSteps(table, maintenanceOf(table, overrides)));
  return { version: planVersion, job: 'maintain', parameters: {}, steps: [openCatalog(catalog), ...allTables.map(createTableStep), ...steps] };
}
