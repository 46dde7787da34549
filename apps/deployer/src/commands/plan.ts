import { estimate, type Estimate } from '../cost/estimate.ts';
import { optionNotForPhase } from '../errors.ts';
import { planText } from '../output/plan-text.ts';
import { dryRun } from '../plan/dry-run.ts';
import type { PlanReport } from '../plan/plan-report.ts';
import { versionSupport } from '../preflight/version-support.ts';
import { initialize } from '../steps/initialize.ts';
import { runSteps } from '../steps/run-steps.ts';
import { savePlan } from '../steps/save-plan.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, openTerraform, type Deployment } from './deployment.ts';
import { planKubernetes, type PlanKubernetesOptions } from './plan-kubernetes.ts';

/** Options of `plan`. */
export interface PlanCommandOptions extends DeploymentOptions, PlanKubernetesOptions {
  /** Synthesize only: no tool, no account, no cluster. */
  readonly dryRun?: boolean;
  /** Addresses whose protection is lifted in the plan. */
  readonly allowDestroy?: readonly string[];
}

/** A plan with what it costs and what to know about it. */
export interface PlanResult extends PlanReport {
  readonly estimate: Estimate;
  readonly warnings: readonly string[];
}

/** `logex-deployer plan`: what would change, told by component, and saved for `apply`. */
export async function plan(context: CommandContext, options: PlanCommandOptions): Promise<CommandResult> {
  if (options.phase === 'kubernetes') return planKubernetes(context, options);
  if (options.yaml === true) throw optionNotForPhase('--yaml', options.phase ?? 'infra', 'kubernetes');
  const deployment = await loadDeployment(context, options, options.allowDestroy);
  const report = options.dryRun === true ? dryRun(deployment.stack) : await savedPlan(context, deployment, options.allowDestroy ?? []);
  const value: PlanResult = { ...report, ...(await costAndWarnings(context, deployment)) };
  return { value, text: planText(value) };
}

async function savedPlan(context: CommandContext, deployment: Deployment, allowDestroy: readonly string[]): Promise<PlanReport> {
  const terraform = await openTerraform(context, deployment);
  const { stack, folder } = deployment;
  const result: { report?: PlanReport } = {};
  const compare = {
    id: 'plan',
    title: 'compare with what is there',
    needs: ['initialize'],
    run: async (): Promise<void> => {
      result.report = await savePlan({ stack, folder, terraform, allowDestroy, today: context.today });
    },
  };
  await runSteps([initialize, compare], { stack, folder, terraform }, context.emit);
  return result.report ?? dryRun(stack);
}

async function costAndWarnings({ today }: CommandContext, { config, stack, isFoundation }: Deployment): Promise<Pick<PlanResult, 'estimate' | 'warnings'>> {
  const support = isFoundation ? await versionSupport(config.eks_version, today) : undefined;
  return {
    estimate: estimate(stack, { region: config.aws_region, clusterSurcharge: support?.surcharge ?? 0 }),
    warnings: support === undefined || support.result === 'ok' ? [] : [support.message],
  };
}
