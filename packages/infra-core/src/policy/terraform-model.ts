import type { TerraformJson } from '../stack/synthesize-stack.ts';

/** What a policy rule found. */
export interface PolicyFinding {
  /** Name of the rule. */
  readonly rule: string;
  /** Address of the resource at fault. */
  readonly address: string;
  /** What is wrong with it, lower-case. */
  readonly message: string;
}

/** Settings of a block in Terraform's JSON syntax. */
export type Block = Readonly<Record<string, unknown>>;

/** A resource of a configuration. */
export interface ResourceBlock {
  readonly address: string;
  readonly type: string;
  readonly body: Block;
}

/** Resources of `json`, of one type or of all. */
export function resourcesOf(json: TerraformJson, type?: string): readonly ResourceBlock[] {
  return Object.entries(block(json['resource'])).flatMap(([resourceType, byName]) => {
    if (type !== undefined && resourceType !== type) return [];
    return Object.entries(block(byName)).map(([name, body]) => ({ address: `${resourceType}.${name}`, type: resourceType, body: block(body) }));
  });
}

/** `value` as a block; the first one where Terraform's JSON has a list of blocks. */
export function block(value: unknown): Block {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Block) : {};
}

/** `value` as a list of blocks. */
export function blocks(value: unknown): readonly Block[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(block);
}

/** `value` as a list of texts. */
export function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** Addresses of the resources that `value` refers to, at any depth. */
export function referencesIn(value: unknown): readonly string[] {
  const found = JSON.stringify(value ?? null).matchAll(/(?<![\w.])(aws_[a-z0-9_]+\.[A-Za-z0-9_]+)\./gu);
  return [...new Set([...found].map((match) => String(match[1])))];
}
