import { allowanceUnused, clusterRunning } from '../errors.ts';
import { findOrphans } from '../orphans/find-orphans.ts';
import { orphanText, type Orphan } from '../orphans/orphan.ts';
import { removeOrphans } from '../orphans/remove-orphans.ts';
import { sweepText } from '../output/sweep-text.ts';
import { allData } from '../steps/check-dangers.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment } from './deployment.ts';

/** Options of `sweep`. */
export interface SweepCommandOptions extends DeploymentOptions {
  /** Volumes that may go, by id, or `*`. */
  readonly allowDestroy?: readonly string[];
  /** The user read what goes; without it nothing is taken away. */
  readonly yes?: boolean;
}

/** What a sweep found, and what became of it. */
export interface SweepResult {
  readonly removed: readonly Orphan[];
  /** Found and left alone: all of it without `--yes`, and what holds data and was not named. */
  readonly kept: readonly Orphan[];
  /** Whether only a look was taken. */
  readonly dryRun: boolean;
}

/**
 * `logex-deployer sweep`: load balancers, interfaces, security groups and volumes that a destroyed cluster left in AWS,
 * found by the tags of Kubernetes. Only a look, unless it is confirmed.
 */
export async function sweep(context: CommandContext, { allowDestroy: allowed = [], yes = false, ...options }: SweepCommandOptions): Promise<CommandResult> {
  const deployment = await loadDeployment(context, options);
  const { orphans, running } = await findOrphans(context, deployment);
  const holding = orphans.filter(({ holdsData }) => holdsData).map(({ id }) => id);
  const unknown = allowed.find((id) => id !== allData && !holding.includes(id));
  if (unknown !== undefined) throw allowanceUnused(unknown, holding);
  const goes = ({ holdsData, id }: Orphan): boolean => !holdsData || allowed.includes(allData) || allowed.includes(id);
  const removed = orphans.filter(goes);
  const kept = orphans.filter((orphan) => !goes(orphan));
  if (yes && removed.length > 0) {
    if (running.length > 0) throw clusterRunning(running, removed.map(orphanText));
    await removeOrphans(context, deployment, removed);
  }
  const value: SweepResult = yes ? { removed, kept, dryRun: false } : { removed: [], kept: orphans, dryRun: true };
  return { value, text: sweepText(value, removed, running) };
}
