import type { Stack } from '../stacks/stack.ts';
import { dataOfType } from './data-types.ts';
import type { StateResource } from './terraform-state.ts';

/** A resource that a destruction leaves alone. */
export interface KeptResource {
  readonly address: string;
  /** What it holds, or which kept resource needs it. */
  readonly because: string;
}

/** What a destruction takes and what it leaves. */
export interface Removal {
  readonly destroyed: readonly string[];
  readonly kept: readonly KeptResource[];
  /** Addresses that hold data, kept or not. */
  readonly holdingData: readonly string[];
}

/**
 * Splits the resources of a state: what holds data stays, with its settings and with all that it stands on, unless its
 * address (or `*`) is in `allowed`. Nothing that stays needs anything that goes.
 */
export function planRemoval(stack: Stack, resources: readonly StateResource[], allowed: readonly string[]): Removal {
  const holds = ({ address, type }: StateResource): string | undefined => stack.stateful.find((resource) => resource.address === address)?.holds ?? dataOfType(type);
  const holding = resources.filter((resource) => holds(resource) !== undefined);
  const kept = new Map<string, string>();
  const keep = (address: string, because: string): void => {
    const found = resources.filter((resource) => resource.address === address || resource.address.startsWith(`${address}[`));
    for (const resource of found) {
      if (kept.has(resource.address)) continue;
      kept.set(resource.address, because);
      for (const needed of resource.depends_on ?? []) keep(needed, `${resource.address} needs it`);
    }
  };
  for (const resource of holding) {
    if (allowed.includes('*') || allowed.includes(resource.address)) continue;
    keep(resource.address, `holds ${holds(resource)}`);
    for (const setting of stack.stateful.find(({ address }) => address === resource.address)?.settings ?? []) keep(setting, `protects ${resource.address}`);
  }
  return {
    destroyed: resources.map(({ address }) => address).filter((address) => !kept.has(address)),
    kept: [...kept].map(([address, because]) => ({ address, because })),
    holdingData: holding.map(({ address }) => address),
  };
}
