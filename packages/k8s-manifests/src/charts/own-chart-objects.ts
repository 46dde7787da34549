import { parseAllDocuments } from 'yaml';
import { mirroredReference, type ImageLock } from '../images/image-lock.ts';
import { inventoryLabel } from '../object/metadata.ts';
import type { KubeObject } from '../object/kube-object.ts';

/** Kinds that are of the cluster and have no namespace. */
const clusterKinds: readonly string[] = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
];

/** What {@link ownChartObjects} takes. */
export interface OwnChartObjectsOptions {
  readonly project: string;
  /** Namespace of the release, for objects that name none. */
  readonly namespace: string;
  readonly images: ImageLock;
}

/**
 * What a chart rendered, as objects of a project: in the namespace of the release, with the inventory label, and with our copy of each
 * image in place of the public one that the chart names.
 *
 * @throws LogexError `k8s/image-not-locked` (usage) for an image that has no copy in the lock list.
 */
export function ownChartObjects(yaml: string, { project, namespace, images }: OwnChartObjectsOptions): readonly KubeObject[] {
  return parseAllDocuments(yaml, { merge: true }).flatMap((document) => {
    const object: unknown = document.toJS();
    if (typeof object !== 'object' || object === null) return [];
    const own = withOwnImages(object, images) as KubeObject;
    const { namespace: named, ...metadata } = own.metadata ?? {};
    // Some charts give objects of the cluster a namespace, which the API server drops.
    const place = clusterKinds.includes(own.kind) ? {} : { namespace: named ?? namespace };
    return [{ ...own, metadata: { ...place, ...metadata, labels: { ...metadata.labels, [inventoryLabel]: project } } }];
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
