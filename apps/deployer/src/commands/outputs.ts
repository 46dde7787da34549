import { outputsMissing } from '../errors.ts';
import { initialize } from '../steps/initialize.ts';
import { runSteps } from '../steps/run-steps.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, openTerraform } from './deployment.ts';

/** `logex-deployer outputs`: what the applied stack tells the next phase; the foundation's as one typed object. */
export async function outputs(context: CommandContext, options: DeploymentOptions): Promise<CommandResult> {
  const value = await readOutputs(context, options);
  return { value, text: JSON.stringify(value, null, 2) };
}

/**
 * The outputs of the applied stack.
 *
 * @throws LogexError `deployer/outputs-missing` when nothing was applied.
 */
export async function readOutputs(context: CommandContext, options: DeploymentOptions): Promise<unknown> {
  const deployment = await loadDeployment(context, options);
  const terraform = await openTerraform(context, deployment);
  const { stack, folder, isFoundation } = deployment;
  await runSteps([initialize], { stack, folder, terraform }, context.emit);
  const raw = (await terraform.outputs()) as Readonly<Record<string, { readonly value: unknown }>>;
  if (Object.keys(raw).length === 0) throw outputsMissing('outputs');
  if (!isFoundation) return Object.fromEntries(Object.entries(raw).map(([name, { value }]) => [name, value]));
  const { readFoundationOutputs } = await import('@logex/infra-core');
  return readFoundationOutputs(raw);
}
