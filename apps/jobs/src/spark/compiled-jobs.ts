import { aggregates, defaultMaxLineBytes, defaultNamespace, type PiiPolicy } from '@logex/log-schema';
import type { JobPlan } from '../plan/job-plan.ts';
import { aggregatePlan, customSqlPlan } from './aggregate-plan.ts';
import { ingestPlan } from './ingest-plan.ts';
import { maintainPlan, type MaintainPlanOptions } from './maintain-plan.ts';
import type { SparkCatalog } from './spark-catalog.ts';
import { defaultSparkBatchBytes } from './spark-ingest.ts';
import { createSchemaPlan } from './spark-schema.ts';

/** Jobs that a cluster runs. */
export const clusterJobs = ['create-schema', 'ingest', 'aggregate', 'maintain'] as const;

/** Name of a job that a cluster runs. */
export type ClusterJob = (typeof clusterJobs)[number];

/** A plan, in a file of its own. */
export interface CompiledPlan {
  /** Name of the file, such as `ingest.json`. */
  readonly file: string;
  /** The plan; its texts have the holes `${warehouse}`, `${metastore}` and `${input}`. */
  readonly plan: JobPlan;
}

/** Plans by job, for a cluster whose addresses are known at deployment only. */
export interface CompiledJobs {
  readonly version: 1;
  readonly jobs: Readonly<Partial<Record<ClusterJob, readonly CompiledPlan[]>>>;
}

/** What {@link compileJobs} takes. */
export interface CompileJobsOptions {
  /**
   * Jobs to compile.
   * @default all
   */
  readonly jobs?: readonly ClusterJob[];
  /**
   * Bytes of raw input that one batch of the ingest reads.
   * @default 1 GiB
   */
  readonly batchBytes?: number;
  /**
   * Longest line that is parsed, in bytes.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
  /**
   * Files younger than this many seconds are left to the next run: they may still be written.
   * @default 60
   */
  readonly minAgeSeconds?: number;
  /**
   * What becomes of personal data.
   * @default it stays
   */
  readonly policy?: PiiPolicy;
  /**
   * SELECTs of the user's own by the table that each becomes, computed behind the aggregates of the schema.
   * @default none
   */
  readonly selects?: Readonly<Record<string, string>>;
  /**
   * Settings of the maintenance that replace those of the schema.
   * @default those of the schema
   */
  readonly maintenance?: Omit<MaintainPlanOptions, 'catalog'>;
}

/** The catalog of a cluster: a Hive Metastore and a warehouse in an object store, both open until deployment. */
const catalog: SparkCatalog = { type: 'hive', warehouse: '${warehouse}', metastore: '${metastore}' };

/**
 * Compiles jobs for a cluster. Holes of the plans are filled where they are deployed, or by the runner's `--set name=value`.
 */
export function compileJobs(options: CompileJobsOptions = {}): CompiledJobs {
  return { version: 1, jobs: Object.fromEntries((options.jobs ?? clusterJobs).map((job) => [job, compilers[job](options)])) };
}

const single = (plan: JobPlan): CompiledPlan[] => [{ file: `${plan.job}.json`, plan }];

const compilers: Readonly<Record<ClusterJob, (options: CompileJobsOptions) => CompiledPlan[]>> = {
  'create-schema': () => single(createSchemaPlan(catalog)),
  ingest: ({ batchBytes = defaultSparkBatchBytes, maxLineBytes = defaultMaxLineBytes, minAgeSeconds = 60, policy }) =>
    single(ingestPlan({ catalog, paths: ['${input}'], batchBytes, maxLineBytes, minAgeSeconds, dryRun: false, ...(policy === undefined ? {} : { policy }) })),
  aggregate: ({ selects = {} }) => [
    ...aggregates.map((each) => ({ file: `${each.table.name}.json`, plan: aggregatePlan(each, { catalog, dryRun: false, full: false }) })),
    ...Object.entries(selects).map(([table, sql]) => ({ file: `${table}.json`, plan: customSqlPlan({ catalog, namespace: defaultNamespace, table, sql, dryRun: false }) })),
  ],
  maintain: ({ maintenance = {} }) => single(maintainPlan({ catalog, ...maintenance })),
};
