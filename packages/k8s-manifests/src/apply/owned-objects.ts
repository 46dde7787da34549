import type { LiveObject } from '../cluster/live-object.ts';
import { fieldManager } from '../cluster/object-api.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { inventoryLabel } from '../object/metadata.ts';
import { managedKinds } from '../object/stages.ts';

/**
 * The objects of a project that a cluster has, in the order of an apply: those of the kinds that an apply makes, with the label of the
 * project, and applied by `logex`. Operators copy labels to what they make, and people copy objects: those are not among them.
 */
export async function ownedObjects(cluster: Cluster, project: string): Promise<readonly LiveObject[]> {
  const lists = await Promise.all(managedKinds.map(({ apiVersion, kind }) => cluster.list(apiVersion, kind, { labelSelector: `${inventoryLabel}=${project}` })));
  return lists.flat().filter((object) => isApplied(object) && !isMade(object));
}

/** Whether a controller made an object, and takes it away with what it made it for. */
export function isMade({ metadata }: LiveObject): boolean {
  const { ownerReferences = [] } = metadata as { readonly ownerReferences?: readonly object[] };
  return ownerReferences.length > 0 || metadata.labels?.['spark-role'] !== undefined;
}

/** Whether `logex` applied an object. */
export function isApplied({ metadata }: LiveObject): boolean {
  return metadata.managedFields?.some(({ manager, operation }) => manager === fieldManager && operation === 'Apply') ?? false;
}
