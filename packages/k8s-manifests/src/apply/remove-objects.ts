import { keyOf, type LiveObject } from '../cluster/live-object.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { notGone } from '../errors.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { ApplyEvent } from './apply-event.ts';
import { inTurns } from './in-turns.ts';
import type { RemovalPlan } from './plan-removal.ts';

/** How objects are removed. */
export interface RemoveObjectsOptions {
  /** Seconds that a step may take until its objects are gone. @default 600 */
  readonly timeoutSeconds?: number;
  /** Told what happens. @default nobody */
  readonly onEvent?: (event: ApplyEvent) => void;
}

/**
 * Removes what a plan says, step by step; each waits until the objects of the one before are gone, finalizers and all. It may be ended
 * at any moment and run again with a new plan.
 *
 * @throws LogexError `k8s/not-gone` (outside) with the finalizers that keep an object, and those of {@link Cluster}.
 */
export async function removeObjects(cluster: Cluster, { steps }: RemovalPlan, { timeoutSeconds = 600, onEvent = () => undefined }: RemoveObjectsOptions = {}): Promise<readonly string[]> {
  const total = steps.reduce((sum, { objects }) => sum + objects.length, 0);
  const removed: string[] = [];
  for (const { objects } of steps) {
    await inTurns(objects, (object) => cluster.remove(object));
    await untilGone(cluster, objects, timeoutSeconds, onEvent, (object) => {
      removed.push(objectName(object));
      onEvent({ type: 'object', object: objectName(object), action: 'removed', done: removed.length, total });
    });
  }
  return removed;
}

async function untilGone(cluster: Cluster, objects: readonly LiveObject[], timeoutSeconds: number, onEvent: (event: ApplyEvent) => void, onGone: (object: KubeObject) => void): Promise<void> {
  const began = Date.now();
  let pending = objects;
  const told = new Set<string>();
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 3000)) {
    const states = await inTurns(pending, async (object) => ({ object, live: await cluster.read(keyOf(object)) }));
    const open = states.filter(({ object, live }) => live !== undefined && live.metadata.uid === object.metadata.uid);
    for (const { object } of states.filter((state) => !open.includes(state))) onGone(object);
    if (open.length === 0) return;
    const reasons = open.map(({ live }) => (live === undefined ? '' : `${objectName(live)}: ${stayReason(live)}`));
    const seconds = Math.round((Date.now() - began) / 1000);
    if (seconds >= timeoutSeconds) throw notGone(seconds, reasons);
    if (seconds >= 2) {
      for (const [place, { object }] of open.entries()) {
        const reason = reasons[place] ?? '';
        if (told.has(reason)) continue;
        told.add(reason);
        onEvent({ type: 'waiting', object: objectName(object), reason: reason.slice(objectName(object).length + 2), seconds });
      }
    }
    pending = open.map(({ object }) => object);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function stayReason({ metadata, spec, status }: LiveObject): string {
  const finalizers = [...(metadata.finalizers ?? []), ...((spec?.['finalizers'] ?? []) as readonly string[])];
  const conditions = ((status?.['conditions'] ?? []) as readonly { readonly type: string; readonly status: string; readonly message?: string }[]).filter(({ type, status: is, message }) => is === 'True' && message !== undefined && /Remaining|Failure/u.test(type));
  return [finalizers.length === 0 ? 'it is being removed' : `it waits for ${finalizers.join(', ')}`, ...conditions.map(({ message }) => message ?? '')].join('; ');
}
