import { jobSchedules, sparkJobs, type SparkJob } from '@logex/k8s-manifests';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import { sparkApi } from './spark-run.ts';

/** A job that runs by the clock, as the operator tells it. */
export interface Schedule {
  readonly job: SparkJob;
  /** Cron, in UTC. */
  readonly cron: string;
  readonly suspended: boolean;
  /** ISO 8601; undefined where there was none, or will be none. */
  readonly lastRun: string | undefined;
  readonly nextRun: string | undefined;
  readonly createdAt: string;
  /** What the operator says against it. */
  readonly fault: string;
}

/** The schedules of the jobs in a namespace, in the order of the jobs. */
export async function schedules(cluster: Cluster, namespace: string): Promise<readonly Schedule[]> {
  const objects = await cluster.list(sparkApi, 'ScheduledSparkApplication', { namespace });
  return sparkJobs.flatMap((job) => {
    const object = objects.find(({ metadata }) => metadata.name === jobSchedules[job].name);
    if (object === undefined) return [];
    const { spec = {}, status = {}, metadata } = object;
    const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
    return [
      {
        job,
        cron: String(spec['schedule'] ?? ''),
        suspended: spec['suspend'] === true,
        lastRun: text(status['lastRun']),
        nextRun: text(status['nextRun']),
        createdAt: metadata.creationTimestamp ?? '',
        fault: status['scheduleState'] === 'FailedValidation' ? (text(status['reason']) ?? 'the operator does not take it') : '',
      },
    ];
  });
}
