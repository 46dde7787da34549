import { existsSync } from 'node:fs';
import type { CommandContext } from '../commands/command-context.ts';
import { openTerraform, type Deployment } from '../commands/deployment.ts';
import { awsIn } from '../engines/aws.ts';
import { checked, type Check } from './check.ts';

/** Load balancers, volumes and interfaces that Kubernetes made and Terraform does not know; none are asked for before the first apply. */
export async function checkLeftResources(context: CommandContext, deployment: Deployment): Promise<Check[]> {
  if (!deployment.isFoundation) return [];
  const check = await checked('leftovers', 'resources that Kubernetes made', async () => {
    if (!existsSync(deployment.folder.markFile)) return { result: 'unknown', found: 'the work folder is not initialized', hint: "run 'logex-deployer init'" };
    const terraform = await openTerraform(context, deployment);
    const raw = (await terraform.outputs()) as Record<string, unknown>;
    if (Object.keys(raw).length === 0) return { result: 'ok', found: 'nothing is applied' };
    const { readFoundationOutputs } = await import('@logex/infra-core');
    const { region, network, cluster } = readFoundationOutputs(raw);
    const found = await awsIn(region).leftovers(network.vpcId, cluster.name);
    return found.length === 0 ? { result: 'ok', found: 'none' } : { result: 'warning', found: found.join(', '), hint: 'they have to go before destroy' };
  });
  return [check];
}
