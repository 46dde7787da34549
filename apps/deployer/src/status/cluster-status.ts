import { inventoryLabel, objectName, sparkJobs, type SparkJob } from '@logex/k8s-manifests';
import { readinessOf, waitingReasons, type Cluster, type LiveObject } from '@logex/k8s-manifests/cluster';
import type { Config } from '../config/config-schema.ts';
import { schedules, type Schedule } from '../spark-runs/schedule.ts';
import { hasEnded, sparkRuns, type SparkRun } from '../spark-runs/spark-run.ts';

/** Nodes of one group. */
export interface NodeStatus {
  readonly group: string;
  readonly nodes: number;
  readonly ready: number;
}

/** Something that runs all the time, or has to have run once. */
export interface WorkloadStatus {
  /** `Kind namespace/name`. */
  readonly object: string;
  readonly state: 'ready' | 'waiting' | 'failed';
  /** Pods that are ready, and those that are wanted; null for jobs. */
  readonly pods: { readonly ready: number; readonly wanted: number } | null;
  readonly reasons: readonly string[];
}

/** A job with its schedule and its runs. */
export interface JobStatus {
  readonly job: SparkJob;
  readonly schedule: Schedule | null;
  /** The newest run that ended. */
  readonly last: SparkRun | null;
  /** The newest run that ended well. */
  readonly lastGood: SparkRun | null;
  /** Runs at work. */
  readonly active: readonly SparkRun[];
}

/** What a cluster says about a project. */
export interface ClusterStatus {
  readonly nodes: readonly NodeStatus[];
  readonly workloads: readonly WorkloadStatus[];
  readonly jobs: readonly JobStatus[];
}

const nodeGroupLabel = 'logex.io/node-group';

const workloadKinds: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'Job'],
];

/**
 * Asks the cluster about nodes, workloads and jobs of a project.
 *
 * @throws LogexError of the cluster (outside).
 */
export async function clusterStatus(cluster: Cluster, config: Pick<Config, 'project_name' | 'spark_namespace'>): Promise<ClusterStatus> {
  const [nodes, workloads, runs, planned] = await Promise.all([nodeStatus(cluster), workloadStatus(cluster, config.project_name), sparkRuns(cluster, config.spark_namespace), schedules(cluster, config.spark_namespace)]);
  const jobs = sparkJobs.map((job): JobStatus => {
    const own = runs.filter((run) => run.job === job);
    return {
      job,
      schedule: planned.find((schedule) => schedule.job === job) ?? null,
      last: own.find(hasEnded) ?? null,
      lastGood: own.find(({ state }) => state === 'COMPLETED') ?? null,
      active: own.filter((run) => !hasEnded(run)),
    };
  });
  return { nodes, workloads, jobs };
}

async function nodeStatus(cluster: Cluster): Promise<readonly NodeStatus[]> {
  const nodes = await cluster.list('v1', 'Node');
  const groups = Map.groupBy(nodes, ({ metadata }) => metadata.labels?.[nodeGroupLabel] ?? 'others');
  return [...groups]
    .map(([group, members]) => ({ group, nodes: members.length, ready: members.filter((node) => conditionOf(node, 'Ready') === 'True').length }))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1));
}

async function workloadStatus(cluster: Cluster, project: string): Promise<readonly WorkloadStatus[]> {
  const lists = await Promise.all(workloadKinds.map(([apiVersion, kind]) => cluster.list(apiVersion, kind, { labelSelector: `${inventoryLabel}=${project}` })));
  return Promise.all(
    lists.flat().map(async (object): Promise<WorkloadStatus> => {
      const readiness = readinessOf(object);
      const said = readiness.state === 'ready' ? [] : [readiness.reason, ...(await waitingReasons(cluster, object))];
      const { kind, spec, status } = object;
      const pods = kind === 'Job' ? null : { ready: Number(status?.['readyReplicas'] ?? 0), wanted: Number(spec?.['replicas'] ?? 1) };
      return { object: objectName(object), state: readiness.state, pods, reasons: [...new Set(said)] };
    }),
  );
}

const conditionOf = ({ status }: LiveObject, type: string): string | undefined => ((status?.['conditions'] ?? []) as readonly { readonly type: string; readonly status: string }[]).find((one) => one.type === type)?.status;
