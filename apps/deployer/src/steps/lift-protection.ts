import { protectionNotLifted } from '../errors.ts';
import type { Terraform } from '../engines/terraform.ts';
import { countsText } from '../output/plan-text.ts';
import { readPlan, type TerraformPlan } from '../plan/read-plan.ts';
import type { Removal } from '../plan/removal.ts';
import type { StateResource } from '../plan/terraform-state.ts';
import type { CommandContext } from '../commands/command-context.ts';
import type { Deployment } from '../commands/deployment.ts';
import { applyPlan } from './apply-plan.ts';

/** What is needed to lift the protection of resources that hold data. */
export interface LiftProtectionContext {
  readonly context: CommandContext;
  readonly deployment: Deployment;
  readonly terraform: Terraform;
  readonly removal: Removal;
  /** The resources of the state. */
  readonly resources: readonly StateResource[];
  /** Addresses that may go, or `*`. */
  readonly allowed: readonly string[];
}

/**
 * Switches off deletion protection where the user allowed to destroy, in place; a stack without such a switch has nothing
 * to change.
 *
 * @throws LogexError `deployer/protection-not-lifted` when the stack would do more than change settings.
 */
export async function liftProtection({ context, deployment, terraform, removal, resources, allowed }: LiftProtectionContext): Promise<void> {
  const targets = removal.holdingData.filter((address) => allowed.includes('*') || allowed.includes(address));
  for (const { address, tainted } of resources) if (tainted === true && targets.includes(address)) await terraform.untaint(address);
  const out = `${deployment.folder.planFile}.unprotect`;
  const { changes } = await terraform.plan({ out, targets });
  if (!changes) return;
  const report = readPlan(deployment.stack, (await terraform.show(out)) as TerraformPlan);
  const { create, replace, destroy } = report.counts;
  if (create + replace + destroy > 0) throw protectionNotLifted(countsText(report.counts));
  await applyPlan(terraform, out, report, context.emit);
}
