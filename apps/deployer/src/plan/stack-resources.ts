import type { Stack } from '../stacks/stack.ts';

/** A managed resource as the Terraform JSON of a stack declares it. */
export interface StackResource {
  readonly address: string;
  readonly type: string;
  /** Its arguments; values that are known only later are texts with `${…}`. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The managed resources of a stack, in the order of their declaration. */
export function stackResources({ terraformJson }: Pick<Stack, 'terraformJson'>): StackResource[] {
  const byType = (terraformJson['resource'] ?? {}) as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  return Object.entries(byType).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, values]) => ({ address: `${type}.${name}`, type, arguments: values })),
  );
}
