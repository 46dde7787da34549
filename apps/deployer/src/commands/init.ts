import { initialize } from '../steps/initialize.ts';
import { runSteps } from '../steps/run-steps.ts';
import { stateBucket } from '../steps/state-bucket.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, openTerraform } from './deployment.ts';

/** Options of `init`. */
export interface InitCommandOptions extends DeploymentOptions {
  /** Copy the state to where the configuration says that it is. */
  readonly migrateState?: boolean;
  /** Take the state that is there, and forget the place before. */
  readonly reconfigure?: boolean;
  /** Make the bucket of the state. */
  readonly createStateBucket?: boolean;
}

/** `logex-deployer init`: writes the stack, finds or makes the place of the state, gets the providers. */
export async function init(context: CommandContext, options: InitCommandOptions): Promise<CommandResult> {
  const deployment = await loadDeployment(context, options);
  const { config, stack, folder } = deployment;
  if (options.createStateBucket === true) await stateBucket(context, deployment);
  const terraform = await openTerraform(context, deployment);
  const { migrateState = false, reconfigure = false } = options;
  await runSteps([initialize], { stack, folder, terraform, migrateState, reconfigure, again: true }, context.emit);
  const state = config.state_bucket_name === null ? 'a file in that folder' : `s3://${config.state_bucket_name}`;
  const { product, version } = terraform.binary;
  return {
    value: { stack: stack.name, folder: folder.path, state, binary: { product, version } },
    text: `${stack.name} is ready in ${folder.path}\nstate: ${state}\nrun by: ${product} ${version}`,
  };
}
