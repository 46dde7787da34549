import type { KubeObject } from '../object/kube-object.ts';
import type { PlatformConfig } from '../platform-config.ts';

/** What a policy rule found. */
export interface PolicyFinding {
  /** Name of the rule. */
  readonly rule: string;
  /** Kind, namespace and name of the object at fault. */
  readonly object: string;
  /** What is wrong with it, lower-case. */
  readonly message: string;
}

/** A rule over all rendered objects, and the configuration that they were rendered from. */
export type PolicyRule = (objects: readonly KubeObject[], config: PlatformConfig) => readonly PolicyFinding[];
