import type { KubeObject } from '../object/kube-object.ts';

/** A field that would be, or was, another value; `undefined` is a field that is not there. */
export interface FieldChange {
  /** Such as `spec.template.spec.containers[server].image`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Stands for a value that is not shown. */
export const hiddenValue = '(hidden)';

/** Fields that the API server writes for itself. */
const ofTheServer = ['managedFields', 'resourceVersion', 'generation', 'creationTimestamp', 'uid', 'selfLink'];

/** What differs between two states of an object, but for what the API server writes for itself. Values of Secrets are hidden. */
export function fieldChanges(before: KubeObject, after: KubeObject): readonly FieldChange[] {
  const changes = differences(comparable(before), comparable(after), '');
  return after.kind === 'Secret' ? changes.map(hidden) : changes;
}

/** Fields of `sent` that are not in `received`. An API server leaves out what is empty, and turns `stringData` into `data`. */
export function droppedFields(sent: KubeObject, received: KubeObject): readonly string[] {
  return differences(sent, received, '')
    .filter(({ before, after }) => after === undefined && !isEmpty(before))
    .map(({ path }) => path)
    .filter((path) => !(sent.kind === 'Secret' && path.startsWith('stringData')));
}

/** The part of a live object that `sent` declares; what controllers write beside it is left out. */
export function declaredPart(sent: unknown, live: unknown): unknown {
  if (isRecord(sent) && isRecord(live)) return Object.fromEntries(Object.keys(sent).map((key) => [key, declaredPart(sent[key], live[key])]));
  if (!Array.isArray(sent) || !Array.isArray(live) || sent.length !== live.length) return live;
  return isNamed(sent) && isNamed(live) ? sent.map((item) => declaredPart(item, live.find(({ name }) => name === item.name))) : live;
}

function comparable(object: KubeObject): Readonly<Record<string, unknown>> {
  const { status: _, metadata, ...rest } = object as KubeObject & { readonly status?: unknown };
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata ?? {}).filter(([key]) => !ofTheServer.includes(key))) };
}

function differences(before: unknown, after: unknown, path: string): readonly FieldChange[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (isNamed(before) && isNamed(after)) {
      const names = [...new Set([...before, ...after].map(({ name }) => name))];
      const named = (list: readonly Named[], name: string): unknown => list.find((item) => item.name === name);
      return names.flatMap((name) => differences(named(before, name), named(after, name), `${path}[${name}]`));
    }
    return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, place) => differences(before[place], after[place], `${path}[${place}]`));
  }
  return Object.is(before, after) ? [] : [{ path, before, after }];
}

interface Named {
  readonly name: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamed = (list: readonly unknown[]): list is readonly Named[] => list.length > 0 && list.every((item) => isRecord(item) && typeof item['name'] === 'string');

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || value === 0 || value === false || (typeof value === 'object' && Object.values(value as object).every((inner) => isEmpty(inner)));

function hidden(change: FieldChange): FieldChange {
  if (!/^(?:data|stringData)\b|last-applied-configuration/u.test(change.path)) return change;
  return { path: change.path, before: change.before === undefined ? undefined : hiddenValue, after: change.after === undefined ? undefined : hiddenValue };
}
