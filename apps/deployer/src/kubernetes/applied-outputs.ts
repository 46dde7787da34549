import { existsSync } from 'node:fs';
import type { FoundationOutputs } from '@logex/infra-core';
import { LogexError } from '@logex/log-schema';
import type { CommandContext, DeploymentOptions } from '../commands/command-context.ts';
import { loadDeployment } from '../commands/deployment.ts';
import { readOutputs } from '../commands/outputs.ts';

/**
 * The outputs of phase 1 out of its state; undefined where its work folder is not there, or nothing is applied.
 *
 * @throws LogexError where the state is there and cannot be read.
 */
export async function appliedOutputs(context: CommandContext, options: DeploymentOptions): Promise<FoundationOutputs | undefined> {
  const ofPhaseOne = { ...options, phase: 'infra' };
  const { folder } = await loadDeployment(context, ofPhaseOne);
  if (!existsSync(folder.path)) return undefined;
  try {
    return (await readOutputs(context, ofPhaseOne)) as FoundationOutputs;
  } catch (error) {
    if (error instanceof LogexError && error.code === 'deployer/outputs-missing') return undefined;
    throw error;
  }
}
