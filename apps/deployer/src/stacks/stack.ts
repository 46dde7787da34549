import type { Config } from '../config/config-schema.ts';

/** A resource that holds data: taking it away needs a word of the user. */
export interface StatefulAddress {
  /** Terraform address. */
  readonly address: string;
  /** What it holds, for people: `raw log files`. */
  readonly holds: string;
  /** Addresses of its settings, which stay when it stays. */
  readonly settings: readonly string[];
}

/** What the deployer drives: Terraform JSON, and what its resources mean. */
export interface Stack {
  readonly name: string;
  /** Terraform's JSON configuration syntax. */
  readonly terraformJson: Readonly<Record<string, unknown>>;
  /** Component by resource address; where it is silent, the resource type decides. */
  readonly components: Readonly<Record<string, string>>;
  readonly stateful: readonly StatefulAddress[];
}

/** What a stack is made from. */
export interface StackRequest {
  readonly config: Config;
  /** Addresses whose protection is lifted; `*` is all of them. */
  readonly allowDestroy: readonly string[];
}

/**
 * Makes a stack of your own from the configuration: the default export of the module that `--stack` names. `components`
 * and `stateful` may be left out.
 */
export type StackMaker = (request: StackRequest) => Pick<Stack, 'name' | 'terraformJson'> & Partial<Stack>;
