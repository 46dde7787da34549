import type { PiiPolicy } from '@logex/log-schema';
import { openForWriting } from '../engine/job-engine.ts';
import { optionNotAllowed } from '../errors.ts';
import { warehousePolicy } from '../policy/kept-policy.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';
import type { SparkCatalog } from './spark-catalog.ts';
import { openSparkRunner, type SparkRunner, type SparkRunnerOptions } from './spark-runner.ts';

/** A runner that is open, or how one is started. */
export interface RunnerOptions extends SparkRunnerOptions {
  /**
   * A runner to use, which stays open.
   * @default one is started, and ended with the job
   */
  readonly runner?: SparkRunner;
}

/** What every job on tables takes. */
export interface SparkJobOptions extends RunnerOptions {
  readonly catalog: SparkCatalog;
}

/** Whether a place is named by URI: in an object store, or on another file system. */
export function isUri(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}

/**
 * The catalog that options name: with a metastore Hive's, else a folder on this machine.
 *
 * @throws LogexError `jobs/option-not-allowed` (usage).
 */
export function catalogOf(warehouse: string, metastore: string | undefined): SparkCatalog {
  if (metastore !== undefined) {
    if (!/^thrift:\/\/[^/:]+:\d+$/.test(metastore)) throw optionNotAllowed('--metastore', metastore, 'an address such as thrift://host:9083');
    return { type: 'hive', warehouse, metastore };
  }
  if (isUri(warehouse)) throw optionNotAllowed('--warehouse', warehouse, 'a folder of this machine; an object store needs --metastore <uri>, since two writers could overwrite each other there');
  return { type: 'hadoop', warehouse };
}

/**
 * The policy that tables of a catalog are under. A folder of this machine remembers the one that was given; any other catalog is under the
 * one that each job is given.
 *
 * @throws LogexError `jobs/file-unreadable`, `jobs/write-failed`.
 */
export async function sparkPolicy(catalog: SparkCatalog, given: PiiPolicy | undefined): Promise<PiiPolicy | undefined> {
  return catalog.type === 'hadoop' && !isUri(catalog.warehouse) ? warehousePolicy(warehouseAt(catalog.warehouse), given) : given;
}

/**
 * Runs a job with Spark. A warehouse that is a folder is locked meanwhile, as by the jobs of the embedded engine: it has one writer.
 *
 * @throws LogexError `jobs/warehouse-busy`, `jobs/warehouse-not-writable`, and those of starting Spark.
 */
export async function withSpark<T>(options: SparkJobOptions, writes: boolean, work: (runner: SparkRunner) => Promise<T>): Promise<T> {
  const release = writes ? await lock(options.catalog) : () => Promise.resolve();
  try {
    return await withRunner(options, work);
  } finally {
    await release();
  }
}

/**
 * Works with the runner of the options, or with one that is started for it and ended with it.
 *
 * @throws LogexError of starting Spark.
 */
export async function withRunner<T>(options: RunnerOptions, work: (runner: SparkRunner) => Promise<T>): Promise<T> {
  if (options.runner) return work(options.runner);
  const runner = await openSparkRunner(options);
  try {
    return await work(runner);
  } finally {
    await runner.close();
  }
}

async function lock(catalog: SparkCatalog): Promise<() => Promise<void>> {
  if (catalog.type !== 'hadoop' || isUri(catalog.warehouse)) return () => Promise.resolve();
  const warehouse = warehouseAt(catalog.warehouse);
  const engine = await openForWriting(warehouse);
  return engine.close;
}
