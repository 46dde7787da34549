import type { CommandContext } from '../commands/command-context.ts';
import { openTerraform, type Deployment } from '../commands/deployment.ts';
import { awsIn } from '../engines/aws.ts';
import { stateBucketNotNamed, stateBucketOtherName } from '../errors.ts';
import { readPlan, type TerraformPlan } from '../plan/read-plan.ts';
import type { Stack } from '../stacks/stack.ts';
import { workFolder } from '../stacks/work-folder.ts';
import { applyPlan } from './apply-plan.ts';
import { initialize } from './initialize.ts';
import { runSteps } from './run-steps.ts';

/**
 * Makes the bucket of the Terraform state, from a stack of its own whose state is a file; done already, it changes nothing.
 *
 * @throws LogexError `deployer/state-bucket-not-named` when the configuration names none, and `deployer/state-bucket-other-name`
 * when it names one that is not made from project and account.
 */
export async function stateBucket(context: CommandContext, deployment: Deployment): Promise<void> {
  const { config, folder } = deployment;
  if (config.state_bucket_name === null) throw stateBucketNotNamed();
  const { synthesizeStateBootstrap } = await import('@logex/infra-core');
  const { account } = await awsIn(config.aws_region).identity();
  const { stackName, terraformJson, backend } = synthesizeStateBootstrap({ projectName: config.project_name, region: config.aws_region, accountId: account });
  if (backend.bucket !== config.state_bucket_name) throw stateBucketOtherName(config.state_bucket_name, backend.bucket);
  const stack: Stack = { name: stackName, terraformJson, components: {}, stateful: [] };
  const own = workFolder(`${folder.path}/..`, stack);
  const terraform = await openTerraform(context, { ...deployment, stack, folder: own });
  await runSteps([initialize], { stack, folder: own, terraform }, () => undefined);
  const { changes } = await terraform.plan({ out: own.planFile });
  if (!changes) return;
  const report = readPlan(stack, (await terraform.show(own.planFile)) as TerraformPlan);
  await applyPlan(terraform, own.planFile, report, context.emit);
}
