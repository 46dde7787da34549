import { awsIn } from '../engines/aws.ts';
import { optionNotForPhase } from '../errors.ts';
import { doctorText } from '../output/doctor-text.ts';
import { checkAccount } from '../preflight/account.ts';
import { checked, type Check } from '../preflight/check.ts';
import { checkDrift } from '../preflight/drift.ts';
import { checkLeftResources } from '../preflight/leftovers.ts';
import { checkTools } from '../preflight/tools.ts';
import { versionSupport } from '../preflight/version-support.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, type Deployment } from './deployment.ts';
import { doctorKubernetes, type DoctorKubernetesOptions } from './doctor-kubernetes.ts';

/** Options of `doctor`. */
export interface DoctorOptions extends DeploymentOptions, DoctorKubernetesOptions {}

/**
 * `logex-deployer doctor`: is everything there that plan and apply need, and with `--phase kubernetes` does what runs do its work? Exit
 * code 1 when something failed.
 */
export async function doctor(context: CommandContext, options: DoctorOptions): Promise<CommandResult> {
  const { phase = 'infra', fix = false } = options;
  if (phase === 'kubernetes') return doctorKubernetes(context, options);
  if (phase === 'infra' && fix) throw optionNotForPhase('--fix', phase, 'kubernetes');
  const checks = await infraChecks(context, { ...options, phase: 'infra' });
  const before: CommandResult = { value: { checks }, text: doctorText(checks), exitCode: checks.some(({ result }) => result === 'failed') ? 1 : 0 };
  if (phase === 'infra') return before;
  const running = await doctorKubernetes(context, options);
  return { value: { infra: before.value, kubernetes: running.value }, text: `${before.text}\n\n${running.text}`, exitCode: Math.max(before.exitCode ?? 0, running.exitCode ?? 0) };
}

async function infraChecks(context: CommandContext, options: DeploymentOptions): Promise<readonly Check[]> {
  const deployment = await loadDeployment(context, options);
  const { config, stack } = deployment;
  return [
    ...(await checkTools(context.environment)),
    ...(await checkAccount(awsIn(config.aws_region), config, stack)),
    ...(await checkVersion(context, deployment)),
    await checkDrift(context, deployment),
    ...(await checkLeftResources(context, deployment)),
  ];
}

async function checkVersion({ today }: CommandContext, { config, isFoundation }: Deployment): Promise<Check[]> {
  if (!isFoundation) return [];
  const check = await checked('kubernetes-version', `support of Kubernetes ${config.eks_version} in EKS`, async () => {
    const { result, message } = await versionSupport(config.eks_version, today);
    return { result, found: message, ...(result === 'ok' ? {} : { hint: 'set eks_version to the next version and plan' }) };
  });
  return [check];
}
