import type { LiveObject } from '../cluster/live-object.ts';

/** Whether an object does its work. */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'waiting'; readonly reason: string }
  /** It will not become ready by waiting. */
  | { readonly state: 'failed'; readonly reason: string };

/** Readiness of one kind. */
export type ReadinessRule = (object: LiveObject) => Readiness;

/** It does its work. */
export const ready: Readiness = { state: 'ready' };

/** It may come to do its work. */
export const waiting = (reason: string): Readiness => ({ state: 'waiting', reason });

/** It never will as it is. */
export const failed = (reason: string): Readiness => ({ state: 'failed', reason });

/** A condition of an object's status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** A condition by its type; undefined where nobody has written it yet. */
export function condition({ status }: LiveObject, type: string): Condition | undefined {
  return ((status?.['conditions'] ?? []) as readonly Condition[]).find((one) => one.type === type);
}

/** Why a condition is as it is, in one line. */
export function conditionText({ reason, message }: Condition): string {
  return [reason, message].filter((text) => text !== undefined && text !== '').join(': ');
}

/** Whether the controller of a kind has seen the newest specification. */
export function isObserved({ metadata, status }: LiveObject): boolean {
  return Number(status?.['observedGeneration'] ?? 0) >= (metadata.generation ?? 0);
}

/** A number of the status or the specification; `otherwise` where it is not there. */
export function count(part: Readonly<Record<string, unknown>> | undefined, name: string, otherwise = 0): number {
  return Number(part?.[name] ?? otherwise);
}
