import { existsSync } from 'node:fs';
import type { CommandContext } from '../commands/command-context.ts';
import { openTerraform, type Deployment } from '../commands/deployment.ts';
import { stateResources, type TerraformState } from '../plan/terraform-state.ts';
import { checked, type Check } from './check.ts';

/**
 * What was changed beside Terraform: what a plan would put back when it looks at what is there, and would leave alone when
 * it believes the state. Changes of the configuration that wait to be applied are no drift. Nothing is changed.
 */
export function checkDrift(context: CommandContext, deployment: Deployment): Promise<Check> {
  return checked('drift', 'drift: what is there against the state', async () => {
    if (!existsSync(deployment.folder.markFile)) {
      return { result: 'unknown', found: 'the work folder is not initialized', hint: "run 'logex-deployer init'" };
    }
    const terraform = await openTerraform(context, deployment);
    if (stateResources((await terraform.show()) as TerraformState).length === 0) return { result: 'ok', found: 'nothing is applied' };
    const waiting = (await terraform.plan({ refresh: false })).changed;
    const drifted = (await terraform.plan({})).changed.filter((address) => !waiting.includes(address));
    if (drifted.length === 0) return { result: 'ok', found: 'none' };
    return { result: 'warning', found: `changed beside Terraform: ${drifted.join(', ')}`, hint: "run 'logex-deployer plan' to see what it takes to put it back" };
  });
}
