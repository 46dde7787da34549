import { existsSync } from 'node:fs';
import type { CommandContext } from '../commands/command-context.ts';
import { openTerraform, type Deployment } from '../commands/deployment.ts';
import { stateResources, type TerraformState } from '../plan/terraform-state.ts';
import { checked, type Check } from './check.ts';

/** Whether what is there differs from the state; asks Terraform to compare and changes nothing. */
export function checkDrift(context: CommandContext, deployment: Deployment): Promise<Check> {
  return checked('drift', 'drift: what is there against the state', async () => {
    if (!existsSync(deployment.folder.markFile)) {
      return { result: 'unknown', found: 'the work folder is not initialized', hint: "run 'logex-deployer init'" };
    }
    const terraform = await openTerraform(context, deployment);
    if (stateResources((await terraform.show()) as TerraformState).length === 0) return { result: 'ok', found: 'nothing is applied' };
    const { changes, drifted } = await terraform.plan({ refreshOnly: true });
    if (!changes) return { result: 'ok', found: 'none' };
    return { result: 'warning', found: `changed beside Terraform: ${drifted.length === 0 ? 'outputs' : drifted.join(', ')}`, hint: "run 'logex-deployer plan' to see what it would take to put it back" };
  });
}
