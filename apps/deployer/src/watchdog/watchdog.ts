import type { Cluster } from '@logex/k8s-manifests/cluster';
import type { Config } from '../config/config-schema.ts';
import type { TableFacts } from '../lake/table-facts.ts';
import { checked, type Check } from '../preflight/check.ts';
import { schedules } from '../spark-runs/schedule.ts';
import { describedJob, manualRun } from '../spark-runs/manual-run.ts';
import { sparkRuns } from '../spark-runs/spark-run.ts';
import { clusterStatus } from '../status/cluster-status.ts';
import { staleLocks } from './stale-locks.ts';
import { readableTables, type ClickHouseReader } from './readable-tables.ts';
import { stoppedSchedules } from './stopped-schedules.ts';
import { failingJobs, stuckRuns } from './stuck-runs.ts';
import { tiredTables } from './tired-tables.ts';
import { unfixed, type Watched } from './watched.ts';

/** What the watchdog looks at. */
export interface WatchdogRequest {
  readonly cluster: Cluster;
  readonly config: Config;
  readonly now: Date;
  /** The facts of the tables, or why they are not known. */
  readonly tables: readonly TableFacts[] | string;
  /** Who may ask ClickHouse, or why nobody may. */
  readonly reader: ClickHouseReader | string;
}

/**
 * Looks at a deployment that runs: workloads, runs, schedules, locks, tables, ClickHouse. What cannot be asked is a check whose result is
 * unknown.
 */
export async function watchdog({ cluster, config, now, tables, reader }: WatchdogRequest): Promise<readonly Watched[]> {
  const namespace = config.spark_namespace;
  const maintain = async (): Promise<unknown> => cluster.create(manualRun(await describedJob(cluster, namespace, 'maintain'), 'maintain', now));
  const runs = await sparkRuns(cluster, namespace);
  return [
    unfixed(await workloadsCheck(cluster, config)),
    ...(await Promise.all([
      watched('runs/stuck', 'runs of jobs that are stuck', () => stuckRuns(cluster, namespace, runs, now)),
      watched('runs/failing', 'jobs that fail again and again', async () => failingJobs(runs)),
      watched('schedules', 'schedules that start their runs', async () => stoppedSchedules(cluster, await schedules(cluster, namespace), runs, now)),
      watched('locks', 'locks of the metastore that nobody holds any more', () => staleLocks(cluster, config.hive_namespace, now)),
    ])),
    ...(typeof tables === 'string' ? ['tables/small-files', 'tables/snapshots'].map((id) => unfixed({ id, what: 'tables of the lake', result: 'unknown', found: tables })) : tiredTables(tables, now, maintain)),
    unfixed(typeof reader === 'string' ? { id: 'clickhouse/tables', what: 'tables of the lake, read by ClickHouse', result: 'unknown', found: reader } : await readableTables(cluster, reader)),
  ];
}

function workloadsCheck(cluster: Cluster, config: Config): Promise<Check> {
  return checked('workloads', 'workloads that do their work', async () => {
    const { workloads } = await clusterStatus(cluster, config);
    const idle = workloads.filter(({ state }) => state !== 'ready').map(({ object, reasons }) => `${object}: ${reasons.join(', ')}`);
    if (workloads.length === 0) return { result: 'warning', found: 'the cluster has none of this project', hint: "'logex-deployer apply --phase kubernetes' brings them" };
    return idle.length === 0 ? { result: 'ok', found: `all ${workloads.length}` } : { result: 'failed', found: idle.join('; '), hint: "'logex-deployer status' shows them, 'logex-deployer logs <workload>' their logs" };
  });
}

/** What could not be looked at is told as a check of its own. */
async function watched(id: string, what: string, look: () => Promise<Watched>): Promise<Watched> {
  const answer: { seen?: Watched } = {};
  const check = await checked(id, what, async () => {
    answer.seen = await look();
    return answer.seen.check;
  });
  return answer.seen ?? unfixed(check);
}
