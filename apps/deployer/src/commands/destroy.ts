import { allowanceUnused, consentMissing } from '../errors.ts';
import type { Terraform } from '../engines/terraform.ts';
import { destroyText } from '../output/destroy-text.ts';
import { readPlan, type TerraformPlan } from '../plan/read-plan.ts';
import { planRemoval, type Removal } from '../plan/removal.ts';
import { stateResources, type StateResource, type TerraformState } from '../plan/terraform-state.ts';
import { tellOrphans } from '../orphans/tell-orphans.ts';
import { checkLeftovers } from '../preflight/check-leftovers.ts';
import { applyPlan } from '../steps/apply-plan.ts';
import { allData } from '../steps/check-dangers.ts';
import { datedSnapshots } from '../stacks/dated-snapshots.ts';
import { initialize } from '../steps/initialize.ts';
import { liftProtection } from '../steps/lift-protection.ts';
import { runSteps } from '../steps/run-steps.ts';
import type { Step } from '../steps/step.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadDeployment, openTerraform, type Deployment } from './deployment.ts';
import { destroyKubernetes, type DestroyKubernetesOptions } from './destroy-kubernetes.ts';

/** Options of `destroy`. */
export interface DestroyCommandOptions extends DestroyKubernetesOptions {
  /** Go on although Kubernetes left resources that Terraform does not know. */
  readonly leaveLeftovers?: boolean;
}

interface DestroyWork {
  readonly context: CommandContext;
  readonly deployment: Deployment;
  readonly terraform: Terraform;
  readonly removal: Removal;
  readonly resources: readonly StateResource[];
  readonly options: DestroyCommandOptions;
}

/** `logex-deployer destroy`: takes everything but what holds data, in an order that orphans nothing. */
export async function destroy(context: CommandContext, options: DestroyCommandOptions): Promise<CommandResult> {
  if (options.phase === 'kubernetes') return destroyKubernetes(context, options);
  const allowed = options.allowDestroy ?? [];
  const loaded = await loadDeployment(context, options, allowed);
  const deployment = { ...loaded, stack: datedSnapshots(loaded.stack, context.today) };
  const { stack, folder } = deployment;
  const terraform = await openTerraform(context, deployment);
  await runSteps([initialize], { stack, folder, terraform }, context.emit);
  const resources = stateResources((await terraform.show()) as TerraformState);
  const removal = planRemoval(stack, resources, allowed);
  const unknown = allowed.find((address) => address !== allData && !removal.holdingData.includes(address));
  if (unknown !== undefined) throw allowanceUnused(unknown, removal.holdingData);
  const value = { stack: stack.name, ...removal };
  if (options.dryRun === true || removal.destroyed.length === 0) return { value, text: destroyText(stack.name, removal, false) };
  if (options.yes !== true) {
    context.emit({ type: 'note', message: destroyText(stack.name, removal, false) });
    throw consentMissing('destroy');
  }
  await runSteps([leftovers, unprotect, takeAway, orphans], { context, deployment, terraform, removal, resources, options }, context.emit);
  return { value, text: destroyText(stack.name, removal, true) };
}

// What Kubernetes made goes first: a load balancer or an interface that is left would keep the VPC from going.
const leftovers: Step<DestroyWork> = {
  id: 'leftovers',
  title: 'look for what Kubernetes left',
  needs: [],
  isDone: async ({ deployment }) => !deployment.isFoundation,
  run: async ({ context, terraform, options }) => checkLeftovers(context, await terraform.outputs(), options.leaveLeftovers ?? false),
};

const unprotect: Step<DestroyWork> = {
  id: 'unprotect',
  title: 'lift the protection of what may go',
  needs: ['leftovers'],
  isDone: async ({ options }) => (options.allowDestroy ?? []).length === 0,
  run: async ({ options, ...work }) => liftProtection({ ...work, allowed: options.allowDestroy ?? [] }),
};

const takeAway: Step<DestroyWork> = {
  id: 'destroy',
  title: 'destroy',
  needs: ['unprotect'],
  run: async ({ context, deployment, terraform, removal }) => {
    const out = `${deployment.folder.planFile}.destroy`;
    await terraform.plan({ out, destroy: true, targets: removal.kept.length === 0 ? [] : removal.destroyed });
    const report = readPlan(deployment.stack, (await terraform.show(out)) as TerraformPlan);
    await applyPlan(terraform, out, report, context.emit);
  },
};

const orphans: Step<DestroyWork> = {
  id: 'orphans',
  title: 'look for what the cluster left',
  needs: ['destroy'],
  isDone: async ({ resources }) => !resources.some(({ type }) => type === 'aws_eks_cluster'),
  run: async ({ context, deployment }) => tellOrphans(context, deployment),
};
