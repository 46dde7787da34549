import { planVersion, type JobPlan } from '../plan/job-plan.ts';
import { withRunner, type RunnerOptions } from './spark-warehouse.ts';

/** What {@link metastoreLocks} takes. */
export interface LocksOptions extends RunnerOptions {
  /** Address of the metastore, `thrift://host:port`. */
  readonly metastore: string;
  /**
   * Releases locks whose driver has given no sign of life for so many seconds. A driver at work gives one every 20 seconds.
   * @default releases none
   */
  readonly releaseAfterSeconds?: number;
}

/** A lock of a metastore. */
export interface MetastoreLock {
  readonly id: number;
  readonly table: string;
  readonly state: string;
  /** Who took it: user and host. */
  readonly owner: string;
  /** Seconds since the last sign of life of its owner. */
  readonly silentSeconds: number;
  /** Whether it was released just now. */
  readonly released: boolean;
}

/** The plan that looks at locks. */
export function locksPlan(metastore: string, releaseAfterSeconds: number | undefined): JobPlan {
  const release = releaseAfterSeconds === undefined ? {} : { releaseAfterSeconds };
  return { version: planVersion, job: 'locks', parameters: {}, steps: [{ kind: 'locks', name: 'locks', metastore, ...release }] };
}

/**
 * The locks of a metastore. A driver that was killed in the middle of a commit leaves one, and commits to the table wait for it.
 *
 * @throws LogexError `jobs/metastore-failed`, and those of starting Spark.
 */
export async function metastoreLocks(options: LocksOptions): Promise<MetastoreLock[]> {
  const emitted = await withRunner(options, (runner) => runner.run(locksPlan(options.metastore, options.releaseAfterSeconds)));
  return (emitted['locks'] ?? []).map((row) => ({
    id: Number(row['id']),
    table: String(row['table']),
    state: String(row['state']),
    owner: String(row['owner']),
    silentSeconds: Number(row['silent_seconds']),
    released: row['released'] === true,
  }));
}
