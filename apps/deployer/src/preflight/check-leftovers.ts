import { LogexError } from '@logex/log-schema';
import type { CommandContext } from '../commands/command-context.ts';
import { awsIn } from '../engines/aws.ts';
import { leftoversFound } from '../errors.ts';

/**
 * Looks for what Kubernetes made in the VPC and Terraform does not know. Where the cluster was never finished there is
 * nothing to look for; where AWS cannot be asked, that is told and the destruction goes on, for Terraform asks it next.
 *
 * @throws LogexError `deployer/leftovers-found`, unless `leave`.
 */
export async function checkLeftovers({ emit }: CommandContext, outputs: unknown, leave: boolean): Promise<void> {
  let found: readonly string[];
  try {
    const { readFoundationOutputs } = await import('@logex/infra-core');
    const { region, network, cluster } = readFoundationOutputs(outputs);
    found = await awsIn(region).leftovers(network.vpcId, cluster.name);
  } catch (error) {
    const why = error instanceof LogexError ? 'the deployment has no whole outputs' : String(error);
    emit({ type: 'warning', message: `could not look for what Kubernetes left: ${why}` });
    return;
  }
  if (found.length === 0) return;
  if (!leave) throw leftoversFound(found);
  emit({ type: 'warning', message: `left behind: ${found.join(', ')}` });
}
