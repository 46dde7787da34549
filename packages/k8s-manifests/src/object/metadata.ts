import type { ObjectMeta } from './kube-object.ts';

/** Label by which an apply knows what it owns; its value is the project. Prune looks at nothing without it. */
export const inventoryLabel = 'logex.io/inventory';

/** Annotation of an object that an apply does not wait for, with the reason as its value. */
export const notAwaited = 'logex.io/not-awaited';

/** What the metadata of an object is made from. */
export interface MetadataProps {
  /** Project that owns the object. */
  readonly project: string;
  readonly name: string;
  /** @default none: the object is of the cluster */
  readonly namespace?: string;
  /** What the object belongs to, such as `clickhouse`. */
  readonly component: string;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels beside the usual ones. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Name, namespace, and the labels that every object of a project has. */
export function metadata({ project, name, namespace, component, annotations, labels }: MetadataProps): ObjectMeta & { name: string } {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: {
      ...selector(project, component),
      'app.kubernetes.io/managed-by': 'logex',
      [inventoryLabel]: project,
      ...labels,
    },
    ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
  };
}

/** The labels that find the pods of a component; they never change, since selectors of workloads cannot. */
export function selector(project: string, component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': component, 'app.kubernetes.io/part-of': project };
}
