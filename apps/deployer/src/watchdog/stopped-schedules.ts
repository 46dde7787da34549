import { jobSchedules } from '@logex/k8s-manifests';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import { ago } from '../output/duration.ts';
import type { Check } from '../preflight/check.ts';
import type { Schedule } from '../spark-runs/schedule.ts';
import { hasEnded, type SparkRun } from '../spark-runs/spark-run.ts';
import type { Fix, Watched } from './watched.ts';

/** How late the operator may be: it looks at schedules all the time, and starts a run within seconds. */
const graceMilliseconds = 10 * 60_000;

/** Schedules that start no runs. Where the operator forgot them, it is started anew. */
export async function stoppedSchedules(cluster: Cluster, planned: readonly Schedule[], runs: readonly SparkRun[], now: Date): Promise<Watched> {
  const faults = planned.flatMap((schedule) => {
    const fault = scheduleFault(schedule, runs, now);
    return fault === undefined ? [] : [{ ...fault, text: `${jobSchedules[schedule.job].name}: ${fault.why}` }];
  });
  const about = { id: 'schedules', what: 'schedules that start their runs' };
  if (faults.length === 0) return { check: { ...about, result: 'ok', found: planned.length === 0 ? 'there is none' : `${planned.length} are on time` }, fixes: [] };
  const forgotten = faults.some(({ byOperator }) => byOperator);
  const check: Check = { ...about, result: 'failed', found: faults.map(({ text }) => text).join('; '), hint: forgotten ? "start the operator anew by 'logex-deployer doctor --phase kubernetes --fix'" : 'mend what is said, or apply the phase kubernetes again' };
  return { check, fixes: forgotten ? await operatorRestart(cluster) : [] };
}

/** Why a schedule starts no runs, and whether its operator is at fault; undefined where it is on time. */
export function scheduleFault({ job, suspended, nextRun, lastRun, createdAt, fault }: Schedule, runs: readonly SparkRun[], now: Date): { readonly why: string; readonly byOperator: boolean } | undefined {
  const last = lastRun === undefined ? 'it never ran' : `its last run was ${ago(lastRun, now)}`;
  if (fault !== '') return { why: `the operator refuses it: ${fault}`, byOperator: false };
  if (suspended) return { why: `somebody suspended it; ${last}`, byOperator: false };
  const due = nextRun ?? createdAt;
  const late = now.getTime() - new Date(due).getTime();
  // Runs do not overlap: one that is at work makes the next wait.
  const active = runs.some((run) => run.job === job && !hasEnded(run));
  if (late <= graceMilliseconds || active) return undefined;
  return { why: nextRun === undefined ? 'the operator has not looked at it' : `a run was due ${ago(nextRun, now)}, and ${last}`, byOperator: true };
}

async function operatorRestart(cluster: Cluster): Promise<readonly Fix[]> {
  const pods = await cluster.list('v1', 'Pod', { labelSelector: 'app.kubernetes.io/name=spark-operator' });
  return pods.map((pod) => ({ what: `remove Pod ${pod.metadata.namespace}/${pod.metadata.name}, which is made anew`, make: () => cluster.remove(pod) }));
}
