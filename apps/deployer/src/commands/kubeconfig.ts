import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { FoundationOutputs } from '@logex/infra-core';
import { outputsMissing } from '../errors.ts';
import { mergeKubeconfig } from '../output/kubeconfig.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { readOutputs } from './outputs.ts';

/** Options of `kubeconfig`. */
export interface KubeconfigCommandOptions extends DeploymentOptions {
  /**
   * File to merge into.
   * @default the first of KUBECONFIG, else .kube/config in the home folder
   */
  readonly file?: string;
  /** Print a kubeconfig of its own, and write nothing. */
  readonly print?: boolean;
}

/** `logex-deployer kubeconfig`: lets kubectl reach the cluster, by merging it into a kubeconfig. */
export async function kubeconfig(context: CommandContext, options: KubeconfigCommandOptions): Promise<CommandResult> {
  const { cluster, region } = (await readOutputs(context, options)) as Partial<FoundationOutputs>;
  if (cluster === undefined || region === undefined) throw outputsMissing('cluster');
  const { name, endpoint, certificateAuthority } = cluster;
  const path = options.file === undefined ? defaultPath(context.environment) : resolve(context.base, options.file);
  const existing = options.print !== true && existsSync(path) ? readFileSync(path, 'utf8') : '';
  const merged = mergeKubeconfig(existing, { name, region, endpoint, certificateAuthority }, path);
  if (options.print === true) return { value: { context: name, kubeconfig: merged }, text: merged.trimEnd() };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, merged, { mode: 0o600 });
  return { value: { context: name, file: path }, text: `context ${name} is in ${path}, and current` };
}

function defaultPath(environment: CommandContext['environment']): string {
  const first = environment['KUBECONFIG']?.split(delimiter).find((path) => path !== '');
  return first ?? join(environment['HOME'] ?? homedir(), '.kube', 'config');
}
