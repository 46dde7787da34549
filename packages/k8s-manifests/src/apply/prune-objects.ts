import { keyText, type LiveObject } from '../cluster/live-object.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { ownedObjects } from './owned-objects.ts';

/** Kinds that take things of other people with them, so that only a destruction removes them. */
const kept: readonly string[] = ['CustomResourceDefinition', 'Namespace'];

/** Whether an apply leaves an object that is declared no more. */
export function isKept({ kind }: LiveObject): boolean {
  return kept.includes(kind);
}

/** What a prune came to. */
export interface Pruned {
  readonly removed: readonly LiveObject[];
  /** Declared no more, and left. */
  readonly left: readonly LiveObject[];
}

/** Removes what `logex` applied for a project and what is declared no more, last stage first. */
export async function pruneObjects(cluster: Cluster, declared: readonly KubeObject[], project: string): Promise<Pruned> {
  const keys = new Set(declared.map(keyText));
  const gone = (await ownedObjects(cluster, project)).filter((object) => !keys.has(keyText(object)));
  const removed: LiveObject[] = [];
  for (const object of gone.filter((one) => !isKept(one)).toReversed()) if (await cluster.remove(object)) removed.push(object);
  return { removed, left: gone.filter(isKept) };
}
