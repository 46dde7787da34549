import { allTables, sparkTarget, type AnyTable } from '@logex/log-schema';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { catalogName, openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';
import { createTableStep } from './table-steps.ts';

/** What {@link maintainPlan} takes. */
export interface MaintainPlanOptions {
  readonly catalog: SparkCatalog;
  /** Days that rows stay, by the day of their partition; for ever where it is missing. */
  readonly retentionDays?: number;
  /** Age in hours from which files that no snapshot names are removed. */
  readonly orphanHours: number;
  /** Age in hours from which snapshots expire. */
  readonly snapshotHours: number;
}

/** Snapshots that always stay: markers must outlive a crash of the jobs that look for them. */
const snapshotsKept = 50;

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
function tableSteps(table: AnyTable, options: MaintainPlanOptions): PlanStep[] {
  const name = tableName(table);
  const retained = table.partitionBy.includes('partition_date') && options.retentionDays !== undefined && table.name !== 'ingested_files';
  const steps: PlanStep[] = [
    { kind: 'emit', name: 'size', rows: sizeQuery(table, 'before') },
    ...(retained
      ? [{
          kind: 'write',
          name: `drop old days of ${table.name}`,
          table: name,
          text: `DELETE FROM ${name} WHERE partition_date < date_sub(CAST(:run_started AS DATE), ${options.retentionDays})`,
          mode: 'statement',
        } as const]
      : []),
    call('compact', 'rewrite_data_files', table, { options: "map('min-input-files', '2')" }),
    call('rewrite manifests of', 'rewrite_manifests', table, { use_caching: 'false' }),
    call('expire snapshots of', 'expire_snapshots', table, { older_than: hoursAgo(options.snapshotHours), retain_last: String(snapshotsKept), stream_results: 'true' }),
    call('remove orphans of', 'remove_orphan_files', table, { older_than: hoursAgo(options.orphanHours) }),
    { kind: 'emit', name: 'size', rows: sizeQuery(table, 'after') },
  ];
  return [{ kind: 'for-each', name: `maintain ${table.name}`, rows: `SELECT snapshot_id FROM ${name}.refs WHERE name = 'main'`, steps }];
}

/** The plan of a maintenance run over every table of the schema. */
export function maintainPlan(options: MaintainPlanOptions): JobPlan {
  return { version: planVersion, job: 'maintain', parameters: {}, steps: [openCatalog(options.catalog), ...allTables.map(createTableStep), ...allTables.flatMap((table) => tableSteps(table, options))] };
}
