import type { SweepResult } from '../commands/sweep.ts';
import { orphanText, type Orphan } from '../orphans/orphan.ts';

/** What a sweep found and took away, for people. `sweepable` is what goes, or would go, with `--yes`. */
export function sweepText({ removed, kept, dryRun }: SweepResult, sweepable: readonly Orphan[], running: readonly string[]): string {
  if (removed.length + kept.length === 0) return 'Kubernetes left nothing behind';
  const going = dryRun ? sweepable : removed;
  const held = kept.filter((orphan) => !going.includes(orphan));
  const inUse = running.length === 0 ? '' : `, in use: ${running.join(', ')} runs`;
  return [
    `Kubernetes ${running.length === 0 ? 'left' : 'made'} ${removed.length + kept.length} resources${inUse}`,
    ...going.map((orphan) => `  -   ${dryRun ? 'would take away' : 'took away'} ${orphanText(orphan)}`),
    ...held.map((orphan) => `  =   ${orphanText(orphan)} holds data and stays; to let it go: --allow-destroy=${orphan.id}`),
    ...(dryRun && going.length > 0 && running.length === 0 ? ["read what goes, then add --yes"] : []),
  ].join('\n');
}
