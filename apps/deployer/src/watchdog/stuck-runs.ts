import type { Cluster } from '@logex/k8s-manifests/cluster';
import { duration } from '../output/duration.ts';
import { hasEnded, sparkApi, type SparkRun } from '../spark-runs/spark-run.ts';
import type { Watched } from './watched.ts';

/** Minutes that a run may stay in a state; the operator leaves each of them within two where it works. A full ingest is not limited. */
const mostMinutes: Readonly<Record<string, number>> = {
  NEW: 10,
  SUBMITTED: 15,
  PENDING_SUBMISSION: 15,
  SUBMISSION_FAILED: 15,
  PENDING_RERUN: 15,
  INVALIDATING: 10,
  SUCCEEDING: 10,
  FAILING: 10,
  RESUMING: 10,
  UNKNOWN: 15,
};

/** A run that its state is too old for, and for how long it has been in it. */
export function stuckFor({ state, createdAt, submittedAt }: SparkRun, now: Date): number | undefined {
  const most = mostMinutes[state];
  const age = now.getTime() - new Date(state === 'NEW' ? createdAt : submittedAt).getTime();
  return most !== undefined && age > most * 60_000 ? age : undefined;
}

/** Runs that the operator does not bring further. Removing one loses nothing: the next run finishes what it began. */
export async function stuckRuns(cluster: Cluster, namespace: string, runs: readonly SparkRun[], now: Date): Promise<Watched> {
  const drivers = new Set((await cluster.list('v1', 'Pod', { namespace })).map(({ metadata }) => metadata.name));
  const stuck = runs.filter((run) => !hasEnded(run)).flatMap((run) => {
    const age = stuckFor(run, now);
    if (age !== undefined) return [{ run, why: `${run.state} for ${duration(age)}` }];
    const gone = run.state === 'RUNNING' && run.driver !== undefined && !drivers.has(run.driver);
    return gone ? [{ run, why: `RUNNING without its driver ${run.driver}` }] : [];
  });
  const what = 'runs of jobs that are stuck';
  if (stuck.length === 0) return { check: { id: 'runs/stuck', what, result: 'ok', found: 'none' }, fixes: [] };
  return {
    check: { id: 'runs/stuck', what, result: 'failed', found: stuck.map(({ run, why }) => `${run.name}: ${why}`).join('; '), hint: "remove them by 'logex-deployer doctor --phase kubernetes --fix'; the next run finishes what they began" },
    fixes: stuck.map(({ run: { name, uid } }) => ({
      what: `remove SparkApplication ${namespace}/${name}`,
      make: () => cluster.remove({ apiVersion: sparkApi, kind: 'SparkApplication', metadata: { name, namespace, ...(uid === undefined ? {} : { uid }) } }),
    })),
  };
}

const failuresInARow = 3;

/** Jobs whose newest runs all failed. */
export function failingJobs(runs: readonly SparkRun[]): Watched {
  const byJob = Map.groupBy(runs.filter(hasEnded), ({ job }) => job);
  const failing = [...byJob].flatMap(([job, ended]) => {
    const newest = ended.slice(0, failuresInARow);
    return newest.length === failuresInARow && newest.every(({ state }) => state === 'FAILED') ? [`${job}: the last ${failuresInARow} runs failed, the newest with: ${newest[0]?.reason || 'no reason'}`] : [];
  });
  const what = 'jobs that fail again and again';
  if (failing.length === 0) return { check: { id: 'runs/failing', what, result: 'ok', found: 'none' }, fixes: [] };
  return { check: { id: 'runs/failing', what, result: 'failed', found: failing.join('; '), hint: "'logex-deployer logs <job>' shows the driver's log" }, fixes: [] };
}
