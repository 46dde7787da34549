import { inventoryLabel, jobSchedules, type KubeObject, type SparkApplicationSpec, type SparkJob } from '@logex/k8s-manifests';
import type { Cluster, LiveObject } from '@logex/k8s-manifests/cluster';
import { jobNotDeployed } from './errors.ts';
import { sparkApi } from './spark-run.ts';

/** Label of runs that were started by hand; its value is the job. */
export const runLabel = 'logex.io/run-of';

/** How long an ended run by hand stays, in seconds. */
const keptSeconds = 7 * 24 * 3600;

/**
 * The description that a job is run from.
 *
 * @throws LogexError `deployer/job-not-deployed` (usage).
 */
export async function describedJob(cluster: Cluster, namespace: string, job: SparkJob): Promise<LiveObject> {
  const { name } = jobSchedules[job];
  const found = await cluster.read({ apiVersion: sparkApi, kind: 'SparkApplication', metadata: { name, namespace } });
  if (found === undefined) throw jobNotDeployed(job, `${namespace}/${name}`);
  return found;
}

/** One run of a described job, now. It is nobody's to prune, and goes by itself after a week. */
export function manualRun({ metadata, spec }: LiveObject, job: SparkJob, now: Date): KubeObject & { readonly spec: SparkApplicationSpec & { readonly timeToLiveSeconds: number } } {
  const { suspend: _, ...described } = spec as unknown as SparkApplicationSpec;
  const { [inventoryLabel]: __, ...labels } = metadata.labels ?? {};
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+Z$/gu, '').toLowerCase();
  return {
    apiVersion: sparkApi,
    kind: 'SparkApplication',
    metadata: { name: `${metadata.name}-${stamp}`, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), labels: { ...labels, [runLabel]: job } },
    spec: { ...described, timeToLiveSeconds: keptSeconds },
  };
}
