import { planMismatch } from '../engines/errors.ts';
import { planMissing } from '../errors.ts';
import { countsText } from '../output/plan-text.ts';
import { readPlan, type TerraformPlan } from '../plan/read-plan.ts';
import { dropPlan, fileHash, readPlanRecord, stackHash, type PlanRecord } from '../stacks/work-folder.ts';
import { applyPlan } from '../steps/apply-plan.ts';
import { checkDangers } from '../steps/check-dangers.ts';
import { applyKubernetes, type ApplyKubernetesOptions } from './apply-kubernetes.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadDeployment, openTerraform, type Deployment } from './deployment.ts';

/** Options of `apply`. */
export interface ApplyCommandOptions extends ApplyKubernetesOptions {
  /** Addresses of what holds data and may be destroyed or replaced. */
  readonly allowDestroy?: readonly string[];
}

/** `logex-deployer apply`: runs exactly the saved plan, or brings a cluster to what is declared. */
export async function apply(context: CommandContext, options: ApplyCommandOptions): Promise<CommandResult> {
  if (options.phase === 'kubernetes') return applyKubernetes(context, options);
  const first = await loadDeployment(context, options);
  const record = readPlanRecord(first.folder);
  if (record === undefined) throw planMissing(first.folder.planFile);
  const deployment = await loadDeployment(context, options, record.allowDestroy);
  checkRecord(deployment, record);
  const terraform = await openTerraform(context, deployment);
  const { stack, folder } = deployment;
  const report = readPlan(stack, (await terraform.show(folder.planFile)) as TerraformPlan);
  checkDangers(report, options.allowDestroy ?? []);
  try {
    await applyPlan(terraform, folder.planFile, report, context.emit);
  } finally {
    dropPlan(folder, record.plan);
  }
  return { value: { stack: stack.name, counts: report.counts }, text: `${stack.name} is applied: what was ${countsText(report.counts)} is done` };
}

function checkRecord({ stack, folder }: Deployment, { stack: planned, plan, createdAt }: PlanRecord): void {
  if (plan !== fileHash(folder.planFile)) throw planMismatch('the plan file is not the one that was saved with its record');
  if (planned !== stackHash(stack)) throw planMismatch(`the configuration or the program changed since ${createdAt}, when the plan was made`);
}
