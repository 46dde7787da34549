import { resolve } from 'node:path';
import type { Config } from '../config/config-schema.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ResolvedConfig } from '../config/resolve-config.ts';
import { findTerraform } from '../engines/terraform-binary.ts';
import { terraformIn, type Terraform } from '../engines/terraform.ts';
import { phaseNotIncluded } from '../errors.ts';
import { foundation } from '../stacks/foundation.ts';
import { ownStack } from '../stacks/own-stack.ts';
import type { Stack } from '../stacks/stack.ts';
import { workFolder, writeStack, type WorkFolder } from '../stacks/work-folder.ts';
import type { CommandContext, DeploymentOptions } from './command-context.ts';

/** A configuration with the stack that it makes and the folder that it is deployed from. */
export interface Deployment {
  readonly resolved: ResolvedConfig;
  readonly config: Config;
  readonly stack: Stack;
  readonly folder: WorkFolder;
  /** Whether the stack is LogEx's own. */
  readonly isFoundation: boolean;
}

/**
 * Loads the configuration and makes the stack; nothing is written.
 *
 * @throws LogexError of kind `usage` for what the configuration or the phase cannot be.
 */
export async function loadDeployment(context: CommandContext, options: DeploymentOptions, allowDestroy: readonly string[] = []): Promise<Deployment> {
  const { config: file, set = [], stack: own, workDir = '.logex', phase = 'infra' } = options;
  if (phase !== 'infra') throw phaseNotIncluded(phase);
  const { base, environment } = context;
  const resolved = await loadConfig({ base, environment, set, ...(file === undefined ? {} : { file }) });
  const { config } = resolved;
  const stack = own === undefined ? await foundation({ config, allowDestroy }) : await ownStack(resolve(base, own), { config, allowDestroy });
  return { resolved, config, stack, folder: workFolder(resolve(base, workDir), stack), isFoundation: own === undefined };
}

/** Writes the stack to its folder and starts Terraform there, in the region of the configuration. */
export async function openTerraform({ environment }: CommandContext, { config, stack, folder }: Deployment): Promise<Terraform> {
  const binary = await findTerraform(environment);
  writeStack(folder, stack);
  return terraformIn(folder.path, binary, { ...environment, AWS_REGION: config.aws_region });
}
