import type { LiveObject } from '../cluster/live-object.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { notReady, readinessFailed } from '../errors.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import { readinessOf } from '../readiness/readiness-of.ts';
import { failed, type Readiness } from '../readiness/readiness.ts';
import { hasNodes, waitingReasons } from '../readiness/waiting-reason.ts';
import type { ApplyEvent } from './apply-event.ts';
import { inTurns } from './in-turns.ts';

/** How a stage is waited for. */
export interface WaitOptions {
  readonly stage: string;
  /** Seconds at most. */
  readonly timeoutSeconds: number;
  /** Seconds that workloads wait in a cluster without a node that is ready. @default 60 */
  readonly withoutNodesSeconds?: number;
  readonly onEvent: (event: ApplyEvent) => void;
}

const shortestPause = 250;
const longestPause = 3000;
const retellSeconds = 30;

/**
 * Waits until objects do their work, each by the rule of its kind, and tells why one does not.
 *
 * @throws LogexError `k8s/readiness-failed` (outside) for what waiting does not help, `k8s/not-ready` (outside) after the time, or
 * sooner where pods wait and there is no node.
 */
export async function waitReady(cluster: Cluster, objects: readonly KubeObject[], { stage, timeoutSeconds, withoutNodesSeconds = 60, onEvent }: WaitOptions): Promise<void> {
  const began = Date.now();
  const told = new Map<string, { readonly reason: string; readonly at: number }>();
  let pending: readonly KubeObject[] = objects;
  for (let pause = shortestPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const states = await inTurns(pending, (object) => stateOf(cluster, object));
    const broken = states.filter(({ readiness }) => readiness.state === 'failed');
    const open = states.filter(({ readiness }) => readiness.state === 'waiting');
    if (broken.length > 0) throw readinessFailed(stage, await inTurns(broken, (state) => explained(cluster, state)));
    if (open.length === 0) return;
    pending = open.map(({ object }) => object);
    const seconds = Math.round((Date.now() - began) / 1000);
    const isLate = seconds >= timeoutSeconds;
    const lacksNodes = seconds >= Math.min(withoutNodesSeconds, timeoutSeconds) && !(await hasNodes(cluster));
    if (isLate || lacksNodes) throw notReady(stage, seconds, await inTurns(open, (state) => explained(cluster, state)), lacksNodes ? 'the cluster has no node that is ready' : '');
    if (seconds >= 2) {
      for (const state of open) {
        const object = objectName(state.object);
        const reason = (await explained(cluster, state)).slice(object.length + 2);
        const last = told.get(object);
        if (last?.reason === reason && seconds - last.at < retellSeconds) continue;
        told.set(object, { reason, at: seconds });
        onEvent({ type: 'waiting', object, reason, seconds });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

interface State {
  readonly object: KubeObject;
  readonly live: LiveObject | undefined;
  readonly readiness: Readiness;
}

async function stateOf(cluster: Cluster, object: KubeObject): Promise<State> {
  const live = await cluster.read(object);
  return { object, live, readiness: live === undefined ? failed('somebody removed it') : readinessOf(live) };
}

async function explained(cluster: Cluster, { object, live, readiness }: State): Promise<string> {
  const reasons = live === undefined ? [] : await waitingReasons(cluster, live);
  return `${objectName(object)}: ${[readiness.state === 'ready' ? 'ready' : readiness.reason, ...reasons].join('; ')}`;
}
