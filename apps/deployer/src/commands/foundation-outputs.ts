import type { FoundationOutputs } from '@logex/infra-core';
import { phaseOneOutputs } from '../kubernetes/inputs.ts';
import { readInput } from '../kubernetes/input-file.ts';
import type { CommandContext, DeploymentOptions } from './command-context.ts';
import { readOutputs } from './outputs.ts';

/** Options of commands that need to know what phase 1 made. */
export interface OutputsOptions extends DeploymentOptions {
  /** File with the outputs of phase 1; without it `logex.outputs.json` where there is one, else the Terraform state. */
  readonly outputs?: string;
}

/**
 * What phase 1 made: from the file, else from the state.
 *
 * @throws LogexError `deployer/outputs-missing` (usage) when nothing was applied, and those of the file.
 */
export async function foundationOutputs(context: CommandContext, { outputs, ...options }: OutputsOptions): Promise<FoundationOutputs> {
  const given = readInput(phaseOneOutputs, context.base, outputs);
  if (given === undefined) return (await readOutputs(context, options)) as FoundationOutputs;
  const { readFoundationOutputs } = await import('@logex/infra-core');
  return readFoundationOutputs(given);
}
