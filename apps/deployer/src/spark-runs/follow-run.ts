import { setTimeout as wait } from 'node:timers/promises';
import type { SparkJob } from '@logex/k8s-manifests';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import type { EventSink } from '../events.ts';
import { runFailed, runGone } from './errors.ts';
import { podLog } from './pod-log.ts';
import { hasEnded, sparkApi, sparkRun, type SparkRun } from './spark-run.ts';

/** Container of a driver's pod. */
export const driverContainer = 'spark-kubernetes-driver';

const lookMilliseconds = 2000;
const lastWords = 5;

/** Which run is followed. */
export interface FollowRequest {
  readonly namespace: string;
  readonly name: string;
  readonly job: SparkJob;
  readonly emit: EventSink;
}

/**
 * Follows a run to its end: its states and the log of its driver, also that of a second try.
 *
 * @throws LogexError `deployer/run-failed` or `deployer/run-gone` (outside).
 */
export async function followRun(cluster: Cluster, { namespace, name, job, emit }: FollowRequest): Promise<SparkRun> {
  const words: string[] = [];
  const logs = new Map<string, Promise<void>>();
  const stop = new AbortController();
  let state = '';
  try {
    for (;;) {
      const object = await cluster.read({ apiVersion: sparkApi, kind: 'SparkApplication', metadata: { name, namespace } });
      if (object === undefined) throw runGone(name);
      const run = sparkRun(object, job);
      if (run.state !== state) emit({ type: 'note', message: `${name}: ${run.state}${run.reason === '' ? '' : `: ${run.reason}`}` });
      state = run.state;
      // The operator gives each try a pod of the same name.
      const attempt = `${run.driver} ${run.submittedAt}`;
      if (run.driver !== undefined && !logs.has(attempt) && !['NEW', 'SUBMITTED', 'PENDING_RERUN'].includes(run.state)) {
        const onLine = (line: string): void => {
          emit({ type: 'log', source: name, line });
          words.splice(0, words.length, ...[...words, line].slice(-lastWords));
        };
        logs.set(attempt, podLog(cluster, { namespace, pod: run.driver, container: driverContainer, follow: true, onLine, signal: stop.signal }).catch((error: unknown) => emit({ type: 'warning', message: `the log of ${run.driver} cannot be read: ${String(error)}` })));
      }
      if (hasEnded(run)) {
        await Promise.race([Promise.all(logs.values()), wait(10_000, undefined, { signal: stop.signal }).catch(() => undefined)]);
        if (run.state !== 'COMPLETED') throw runFailed(name, run.state, run.reason, words);
        return run;
      }
      await wait(lookMilliseconds);
    }
  } finally {
    stop.abort();
  }
}
