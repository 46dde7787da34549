import { sparkTarget, type Aggregate } from '@logex/log-schema';
import { sourceMarker } from '../aggregate/aggregate.ts';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { catalogName, openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';
import { createTableStep } from './table-steps.ts';

/** What {@link aggregatePlan} takes. */
export interface AggregatePlanOptions {
  readonly catalog: SparkCatalog;
  readonly dryRun: boolean;
  /** Computes every day anew. */
  readonly full: boolean;
}

/**
 * Days that changed in the source since a table was computed from it; all, where that is not known. Snapshots that only rewrote files
 * changed nothing.
 */
function touchedDaysQuery(source: string, target: string): string {
  return `
WITH computed AS (
  SELECT source.committed_at FROM ${source}.snapshots AS source
  JOIN (SELECT max_by(CAST(summary['${sourceMarker}'] AS BIGINT), committed_at) AS id FROM ${target}.snapshots WHERE summary['${sourceMarker}'] IS NOT NULL) AS marker
    ON source.snapshot_id = marker.id
  WHERE NOT :full
)
SELECT DISTINCT data_file.partition.partition_date AS day FROM ${source}.all_entries
WHERE status > 0 AND snapshot_id IN (
  SELECT snapshot_id FROM ${source}.snapshots WHERE operation != 'replace' AND committed_at > (SELECT committed_at FROM computed)
)
UNION
SELECT partition.partition_date FROM ${source}.partitions WHERE (SELECT count(*) FROM computed) = 0
ORDER BY day`;
}

/** The plan of one aggregate: the days that changed are computed, and put in the place of those days in one commit. */
export function aggregatePlan(definition: Aggregate, options: AggregatePlanOptions): JobPlan {
  const source = tableName(definition.source);
  const target = tableName(definition.table);
  const compute: PlanStep[] = [
    { kind: 'sql', name: 'read days', text: `SELECT * FROM ${source}`, view: 'source_days', among: { column: 'partition_date', values: 'SELECT day FROM days' } },
    {
      kind: 'write',
      name: 'replace days',
      table: target,
      text: sparkTarget.aggregateSelect(definition, { source: 'source_days' }),
      mode: 'overwrite',
      among: { column: 'partition_date', values: 'SELECT day FROM days' },
      properties: { [sourceMarker]: ':source_snapshot' },
    },
    {
      kind: 'emit',
      name: 'aggregated',
      rows: `SELECT (SELECT array_sort(collect_list(CAST(day AS STRING))) FROM days) AS partitions, CAST(coalesce(summary['added-records'], '0') AS BIGINT) AS rows
FROM ${target}.snapshots WHERE snapshot_id = (SELECT snapshot_id FROM ${target}.refs WHERE name = 'main')`,
    },
  ];
  return {
    version: planVersion,
    job: 'aggregate',
    parameters: { full: options.full },
    steps: [
      openCatalog(options.catalog),
      createTableStep(definition.table),
      {
        kind: 'for-each',
        name: 'state of source',
        rows: `SELECT snapshot_id AS source_snapshot FROM ${source}.refs WHERE name = 'main'`,
        steps: [
          { kind: 'sql', name: 'find touched days', text: touchedDaysQuery(source, target), view: 'days', keep: 'driver' },
          ...(options.dryRun
            ? [{ kind: 'emit', name: 'aggregated', rows: 'SELECT array_sort(collect_list(CAST(day AS STRING))) AS partitions, 0 AS rows FROM days' } as const]
            : [{ kind: 'for-each', name: 'compute', rows: 'SELECT count(*) AS touched FROM days HAVING count(*) > 0', steps: compute } as const]),
        ],
      },
    ],
  };
}

/** What {@link customSqlPlan} takes. */
export interface CustomSqlPlanOptions {
  readonly catalog: SparkCatalog;
  /** Namespace that table names without one are of. */
  readonly namespace: string;
  /** Table that the result becomes. */
  readonly table: string;
  /** One SELECT; the runner refuses anything else. */
  readonly sql: string;
  readonly dryRun: boolean;
}

/** The plan of a user's own SELECT: its result becomes a table. */
export function customSqlPlan(options: CustomSqlPlanOptions): JobPlan {
  const name = (...parts: readonly string[]): string => parts.map(sparkTarget.quoteIdentifier).join('.');
  const target = name(catalogName, options.namespace, options.table);
  return {
    version: planVersion,
    job: 'aggregate',
    parameters: {},
    steps: [
      openCatalog(options.catalog),
      { kind: 'sql', name: 'use namespace', text: `USE ${name(catalogName, options.namespace)}` },
      ...(options.dryRun
        ? [{ kind: 'check', name: options.table, text: options.sql } as const]
        : [
            { kind: 'write', name: options.table, table: target, text: options.sql, mode: 'replace', single: true } as const,
            { kind: 'emit', name: 'aggregated', rows: `SELECT count(*) AS rows FROM ${target}` } as const,
          ]),
    ],
  };
}
