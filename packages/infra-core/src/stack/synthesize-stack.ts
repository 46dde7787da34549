import type { TerraformStack } from 'cdktf';

/** Terraform's JSON configuration syntax, as plain data with sorted keys. */
export type TerraformJson = Readonly<Record<string, unknown>>;

/**
 * The Terraform JSON of `stack`, without the metadata comments that cdktf adds; writes nothing to disk. Give the stack a
 * `RootConstruct` as its scope: cdktf's `App` makes a folder as soon as it is constructed.
 */
export function synthesizeStack(stack: TerraformStack): TerraformJson {
  return plain(stack.toTerraform()) as TerraformJson;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => key !== '//' && inner !== undefined);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}
