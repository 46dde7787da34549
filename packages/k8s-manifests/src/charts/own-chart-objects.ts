import { parseAllDocuments } from 'yaml';
import { mirroredReference, type ImageLock } from '../images/image-lock.ts';
import { inventoryLabel } from '../object/metadata.ts';
import type { KubeObject } from '../object/kube-object.ts';

/**
 * What a chart rendered, as objects of a project: with its inventory label, and with each image in place of the public one that
 * the chart names.
 *
 * @throws LogexError `k8s/image-not-locked` (usage) for an image that has no copy in the lock list.
 */
export function ownChartObjects(yaml: string, project: string, lock: ImageLock): readonly KubeObject[] {
  return parseAllDocuments(yaml, { merge: true }).flatMap((document) => {
    const object: unknown = document.toJS();
    if (typeof object !== 'object' || object === null) return [];
    const own = withOwnImages(object, lock) as KubeObject;
    return [{ ...own, metadata: { ...own.metadata, labels: { ...own.metadata?.labels, [inventoryLabel]: project } } }];
  });
}

/** Containers are found by their shape, wherever a kind keeps its pods. */
function withOwnImages(node: unknown, lock: ImageLock): unknown {
  if (Array.isArray(node)) return node.map((item) => withOwnImages(item, lock));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]: [string, unknown]) => {
    const isContainers = (key === 'containers' || key === 'initContainers') && Array.isArray(value);
    return [key, isContainers ? value.map((container: unknown) => withOwnImage(container, lock)) : withOwnImages(value, lock)];
  });
  return Object.fromEntries(entries) as unknown;
}

function withOwnImage(container: unknown, lock: ImageLock): unknown {
  if (typeof container !== 'object' || container === null || !('image' in container)) return container;
  return { ...container, image: mirroredReference(lock, String(container.image)) };
}
