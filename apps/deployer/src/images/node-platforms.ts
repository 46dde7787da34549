import type { Config } from '../config/config-schema.ts';

/** Families with Graviton processors have a `g` after their generation: `m7g`, `c6gn`, `t4g`, `x2gd`. */
const graviton = /^(?:[a-z]+\d+g|a1\.)/u;

/** Platforms of the nodes of a deployment, as its instance types have them. */
export function nodePlatforms({ node_size: executors, sys_node_size: system }: Pick<Config, 'node_size' | 'sys_node_size'>): readonly string[] {
  const platforms = [...executors, ...system].map((type) => (graviton.test(type) ? 'linux/arm64' : 'linux/amd64'));
  return [...new Set(platforms)].sort();
}
