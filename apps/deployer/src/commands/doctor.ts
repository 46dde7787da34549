import { awsIn } from '../engines/aws.ts';
import { doctorText } from '../output/doctor-text.ts';
import { checkAccount } from '../preflight/account.ts';
import { checked, type Check } from '../preflight/check.ts';
import { checkDrift } from '../preflight/drift.ts';
import { checkLeftResources } from '../preflight/leftovers.ts';
import { checkTools } from '../preflight/tools.ts';
import { versionSupport } from '../preflight/version-support.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, type Deployment } from './deployment.ts';

/** `logex-deployer doctor`: is everything there that plan and apply need? Exit code 1 when something failed. */
export async function doctor(context: CommandContext, options: DeploymentOptions): Promise<CommandResult> {
  const deployment = await loadDeployment(context, options);
  const { config, stack } = deployment;
  const checks: Check[] = [
    ...(await checkTools(context.environment)),
    ...(await checkAccount(awsIn(config.aws_region), config, stack)),
    ...(await checkVersion(context, deployment)),
    await checkDrift(context, deployment),
    ...(await checkLeftResources(context, deployment)),
  ];
  return { value: { checks }, text: doctorText(checks), exitCode: checks.some(({ result }) => result === 'failed') ? 1 : 0 };
}

async function checkVersion({ today }: CommandContext, { config, isFoundation }: Deployment): Promise<Check[]> {
  if (!isFoundation) return [];
  const check = await checked('kubernetes-version', `support of Kubernetes ${config.eks_version} in EKS`, async () => {
    const { result, message } = await versionSupport(config.eks_version, today);
    return { result, found: message, ...(result === 'ok' ? {} : { hint: 'set eks_version to the next version and plan' }) };
  });
  return [check];
}
