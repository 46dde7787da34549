import { LogexError } from '@logex/log-schema';
import type { Terraform } from '../engines/terraform.ts';
import type { PlanReport } from '../plan/plan-report.ts';
import { readPlan, type TerraformPlan } from '../plan/read-plan.ts';
import type { Stack } from '../stacks/stack.ts';
import { unguarded } from '../stacks/unguarded.ts';
import { writePlanRecord, writeStack, type WorkFolder } from '../stacks/work-folder.ts';

/** What a plan is saved from. */
export interface SavePlanOptions {
  readonly stack: Stack;
  readonly folder: WorkFolder;
  readonly terraform: Terraform;
  readonly allowDestroy: readonly string[];
  readonly today: Date;
}

/**
 * Plans the stack, saves the plan with a record of what it belongs to, and reads it. A stack whose guards forbid the
 * change is planned without them, so that the danger is shown; `apply` then asks for a word.
 */
export async function savePlan({ stack, folder, terraform, allowDestroy, today }: SavePlanOptions): Promise<PlanReport> {
  try {
    await terraform.plan({ out: folder.planFile });
  } catch (error) {
    if (!(error instanceof LogexError) || error.code !== 'deployer/destroy-prevented') throw error;
    writeStack(folder, unguarded(stack));
    await terraform.plan({ out: folder.planFile });
  } finally {
    writeStack(folder, stack);
  }
  writePlanRecord(folder, stack, allowDestroy, today);
  return readPlan(stack, (await terraform.show(folder.planFile)) as TerraformPlan);
}
