import type { TerraformResource } from 'cdktf';

/** Whether a stateful resource may be destroyed: `'guard'` refuses, `'allow'` lifts every guard. */
export type Removal = 'guard' | 'allow';

/** A construct's own note of a resource that holds data. */
export interface StatefulPart {
  readonly resource: TerraformResource;
  /** What it holds, for people. */
  readonly holds: string;
  /** Resources that configure it. */
  readonly settings: readonly TerraformResource[];
}

/** Terraform address of a resource. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
