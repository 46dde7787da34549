import { aggregates, defaultNamespace, type Aggregate } from '@logex/log-schema';
import type { LogexError } from '@logex/log-schema';
import { asStatementFailure, secondsSince, type AggregatedTable, type AggregateSummary } from '../aggregate/aggregate.ts';
import { customSqlSource, type AggregateSqlOptions } from '../aggregate/custom-sql.ts';
import { aggregatesFailed } from '../errors.ts';
import { aggregatePlan, customSqlPlan } from './aggregate-plan.ts';
import type { Emitted } from './spark-runner.ts';
import { withSpark, type SparkJobOptions } from './spark-warehouse.ts';

/** What {@link sparkAggregate} takes. */
export interface SparkAggregateOptions extends SparkJobOptions {
  /**
   * Tells which days would be computed, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
  /**
   * Computes every day anew, whatever was computed before.
   * @default false
   */
  readonly full?: boolean;
  /**
   * Aggregates to compute.
   * @default those of the schema
   */
  readonly aggregates?: readonly Aggregate[];
  /** Called when a table is done. */
  readonly onTable?: (table: AggregatedTable) => void;
}

/**
 * Computes the aggregates of the days that changed since each was computed last, with Spark. A table that fails leaves the others
 * done.
 *
 * @throws LogexError `jobs/aggregates-failed` naming what failed, and those of locking the warehouse and of Spark.
 */
export async function sparkAggregate(options: SparkAggregateOptions): Promise<AggregateSummary> {
  const started = performance.now();
  const { dryRun = false, full = false } = options;
  const tables: AggregatedTable[] = [];
  const failures: { name: string; error: LogexError }[] = [];
  await withSpark(options, true, async (runner) => {
    for (const each of options.aggregates ?? aggregates) {
      try {
        const emitted = await runner.run(aggregatePlan(each, { catalog: options.catalog, dryRun, full }));
        const done = tableOf(each.table.name, emitted);
        tables.push(done);
        options.onTable?.(done);
      } catch (error) {
        failures.push({ name: each.table.name, error: asStatementFailure(each.table.name, error) });
      }
    }
  });
  if (failures.length > 0) throw aggregatesFailed(failures);
  return { job: 'aggregate', engine: 'spark', dryRun, tables, seconds: secondsSince(started) };
}

function tableOf(table: string, emitted: Emitted): AggregatedTable {
  const row = emitted['aggregated']?.[0] ?? {};
  return { table, partitions: (row['partitions'] ?? []) as readonly string[], rows: Number(row['rows'] ?? 0) };
}

/** What {@link sparkAggregateSql} takes. */
export type SparkAggregateSqlOptions = SparkJobOptions & Omit<AggregateSqlOptions, 'warehouse'>;

/**
 * Computes a user's own SELECT, in the SQL of Spark, into an Iceberg table of its own, in the place of what was there.
 *
 * @throws LogexError `jobs/file-unreadable`, `jobs/option-not-allowed`, `jobs/statement-failed` (all usage), and those of Spark.
 */
export async function sparkAggregateSql(options: SparkAggregateSqlOptions): Promise<AggregateSummary> {
  const started = performance.now();
  const { dryRun = false } = options;
  const { name, sql } = await customSqlSource(options);
  const plan = customSqlPlan({ catalog: options.catalog, namespace: defaultNamespace, table: name, sql, dryRun });
  const emitted = await withSpark(options, !dryRun, (runner) => runner.run(plan));
  return { job: 'aggregate', engine: 'spark', dryRun, tables: [tableOf(name, emitted)], seconds: secondsSince(started) };
}
