import type { KubeObject, ObjectMeta } from '../object/kube-object.ts';

/** Who last wrote which fields of an object. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** An object as the API server has it. */
export interface LiveObject extends KubeObject {
  readonly metadata: ObjectMeta & {
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
    readonly managedFields?: readonly ManagedFields[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

/** What finds one object. */
export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** The key of an object and nothing else. */
export function keyOf({ apiVersion, kind, metadata }: ObjectKey): ObjectKey {
  const { name, namespace } = metadata ?? {};
  return { apiVersion, kind, metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) } };
}

/** A text that is the same for two keys of one object. */
export function keyText({ apiVersion, kind, metadata }: ObjectKey): string {
  return `${apiVersion.replace(/\/.*$/u, '')} ${kind} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
