import { sparkJobs, type SparkJob } from '@logex/k8s-manifests';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import type { Config } from '../config/config-schema.ts';
import { noPods } from '../spark-runs/errors.ts';
import { driverContainer } from '../spark-runs/follow-run.ts';
import { podLog } from '../spark-runs/pod-log.ts';
import { sparkRuns } from '../spark-runs/spark-run.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import type { LogSource } from './log-source.ts';
import { openProject, type ProjectOptions } from './open-project.ts';

/** Options of `logs`. */
export interface LogsOptions extends ProjectOptions {
  /** A job or a workload. */
  readonly of: LogSource;
  /** Go on until the pods end. */
  readonly follow?: boolean;
  /** Lines of before. @default all */
  readonly tail?: number;
  /** Name of a run, in place of the newest of the job. */
  readonly run?: string;
}

interface LogPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/**
 * `logex-deployer logs`: the log of the newest run of a job, or of all pods of a workload.
 *
 * @throws LogexError `deployer/no-pods` (usage).
 */
export async function logs(context: CommandContext, options: LogsOptions): Promise<CommandResult> {
  const { config, cluster } = await openProject(context, options);
  const { of, follow = false, tail } = options;
  const places = isJob(of) ? await driverOf(cluster, config, of, options.run) : await podsOf(cluster, config, of);
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end);
  let lines = 0;
  const read = async ({ namespace, pod, container }: LogPlace): Promise<void> => {
    const onLine = (line: string): void => {
      lines += 1;
      context.emit({ type: 'log', source: pod, line });
    };
    const more = { ...(tail === undefined ? {} : { tail }), follow, onLine, signal: stop.signal };
    await podLog(cluster, { namespace, pod, container, ...more }).catch((error: unknown) => context.emit({ type: 'warning', message: `the log of ${pod} cannot be read: ${error instanceof Error ? error.message : String(error)}` }));
  };
  await Promise.all(places.map(read));
  process.removeListener('SIGINT', end);
  const pods = places.map(({ pod }) => pod);
  return { value: { pods, lines }, text: `${lines} lines of ${pods.join(', ')}` };
}

const isJob = (of: LogSource): of is SparkJob => (sparkJobs as readonly string[]).includes(of);

async function driverOf(cluster: Cluster, { spark_namespace: namespace }: Config, job: SparkJob, name: string | undefined): Promise<readonly LogPlace[]> {
  const run = (await sparkRuns(cluster, namespace)).find((one) => one.job === job && one.driver !== undefined && (name === undefined || one.name === name));
  if (run?.driver === undefined) throw noPods(name ?? `runs of ${job}`, namespace);
  return [{ namespace, pod: run.driver, container: driverContainer }];
}

async function podsOf(cluster: Cluster, config: Config, of: Exclude<LogSource, SparkJob>): Promise<readonly LogPlace[]> {
  const namespace = of === 'clickhouse' ? config.clickhouse_namespace : config.hive_namespace;
  const labelSelector = `app.kubernetes.io/name=${of},app.kubernetes.io/part-of=${config.project_name}`;
  const pods = await cluster.list('v1', 'Pod', { namespace, labelSelector });
  if (pods.length === 0) throw noPods(of, namespace);
  return pods.map(({ metadata }) => ({ namespace, pod: metadata.name ?? '', container: of }));
}
