import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openTerraform, type Deployment } from '../commands/deployment.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { applyPlan } from '../steps/apply-plan.ts';
import { initialize } from '../steps/initialize.ts';
import { runSteps } from '../steps/run-steps.ts';
import { orphanDeployment } from './find-orphans.ts';
import type { Orphan } from './orphan.ts';
import { orphanStack } from './orphan-stack.ts';

/** Takes the orphans into a state of their own and destroys what is in it; a run that broke off is simply run again. */
export async function removeOrphans(context: CommandContext, deployment: Deployment, orphans: readonly Orphan[]): Promise<void> {
  const { options, at } = await orphanDeployment(deployment);
  const sweep = at(orphanStack(options, orphans));
  const { folder, stack } = sweep;
  // What an earlier run took in and may not be allowed any more must not be destroyed by this one.
  rmSync(join(folder.path, 'terraform.tfstate'), { force: true });
  const terraform = await openTerraform(context, sweep);
  await runSteps([initialize], { stack, folder, terraform }, () => undefined);
  const counts = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, unchanged: 0 };
  for (const destroy of [false, true]) {
    await terraform.plan({ out: folder.planFile, destroy });
    await applyPlan(terraform, folder.planFile, { counts: destroy ? { ...counts, destroy: orphans.length } : counts }, context.emit);
  }
  rmSync(folder.planFile, { force: true });
}
