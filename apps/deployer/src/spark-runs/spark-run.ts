import { jobSchedules, sparkJobs, type SparkJob } from '@logex/k8s-manifests';
import type { Cluster, LiveObject } from '@logex/k8s-manifests/cluster';

/** API of the Spark operator. */
export const sparkApi = 'sparkoperator.k8s.io/v1beta2';

/** One run of a job, as the operator tells it. */
export interface SparkRun {
  readonly name: string;
  readonly job: SparkJob;
  /** The operator's word: `SUBMITTED`, `RUNNING`, `COMPLETED`, `FAILED`, …; `NEW` where it has not seen it. */
  readonly state: string;
  /** Why it failed, where it did. */
  readonly reason: string;
  /** ISO 8601: when it was made, and tried at last. */
  readonly createdAt: string;
  readonly submittedAt: string;
  /** ISO 8601, or null while it runs. */
  readonly endedAt: string | null;
  /** Pod of its driver; undefined where there is none yet. */
  readonly driver: string | undefined;
  readonly uid: string | undefined;
}

/** States that a run stays in. */
const ended: readonly string[] = ['COMPLETED', 'FAILED', 'SUSPENDED'];

/** Whether a run is at its end. */
export const hasEnded = ({ state }: Pick<SparkRun, 'state'>): boolean => ended.includes(state);

/** The job that an application is a run of; undefined for a description, and for applications of others. */
export function jobOf({ metadata, spec }: LiveObject): SparkJob | undefined {
  const { name = '' } = metadata;
  return sparkJobs.find((job) => {
    const own = jobSchedules[job].name;
    return name.startsWith(`${own}-`) || (name === own && spec?.['suspend'] !== true);
  });
}

/** A run from its object. */
export function sparkRun(object: LiveObject, job: SparkJob): SparkRun {
  const { metadata, status = {} } = object;
  const { state = '', errorMessage = '' } = (status['applicationState'] ?? {}) as { state?: string; errorMessage?: string };
  const { podName } = (status['driverInfo'] ?? {}) as { podName?: string };
  const createdAt = metadata.creationTimestamp ?? '';
  return {
    name: metadata.name ?? '',
    job,
    state: state === '' ? 'NEW' : state,
    reason: errorMessage,
    createdAt,
    submittedAt: time(status['lastSubmissionAttemptTime']) ?? createdAt,
    endedAt: time(status['terminationTime']) ?? null,
    driver: podName,
    uid: metadata.uid,
  };
}

/** The runs of all jobs in a namespace, the newest first. */
export async function sparkRuns(cluster: Cluster, namespace: string): Promise<readonly SparkRun[]> {
  const objects = await cluster.list(sparkApi, 'SparkApplication', { namespace });
  const runs = objects.flatMap((object) => {
    const job = jobOf(object);
    return job === undefined ? [] : [sparkRun(object, job)];
  });
  return runs.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : Number(a.createdAt > b.createdAt) * -1) || (a.name < b.name ? 1 : -1));
}

/** The operator writes null for a time that has not come. */
const time = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
