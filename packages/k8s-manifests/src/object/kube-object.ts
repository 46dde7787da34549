import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';

/** Name, namespace, labels, annotations. */
export type ObjectMeta = NonNullable<IConfigMap['metadata']>;

/** What every Kubernetes object has: enough to order, label and apply it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta;
}

/** `Kind namespace/name`, for messages; `Kind name` where there is no namespace. */
export function objectName({ kind, metadata }: KubeObject): string {
  const name = metadata?.name ?? 'unnamed';
  return `${kind} ${metadata?.namespace === undefined ? name : `${metadata.namespace}/${name}`}`;
}
