import type { Deployment } from '../commands/deployment.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { findOrphans } from './find-orphans.ts';
import { orphanText } from './orphan.ts';

/** Warns of what a destroyed cluster left in AWS; takes nothing away, and a look that fails does not undo the destruction. */
export async function tellOrphans(context: CommandContext, deployment: Deployment): Promise<void> {
  try {
    const { orphans } = await findOrphans(context, deployment);
    if (orphans.length > 0) context.emit({ type: 'warning', message: `the cluster left ${orphans.map(orphanText).join(', ')}; run 'logex-deployer sweep' to take them away` });
  } catch (error) {
    context.emit({ type: 'warning', message: `could not look for what the cluster left: ${error instanceof Error ? error.message : String(error)}` });
  }
}
