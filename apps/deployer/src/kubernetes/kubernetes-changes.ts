import type { Cluster, FieldOwner, ObjectDifference } from '@logex/k8s-manifests/cluster';
import type { KubernetesPlan } from './kubernetes-plan.ts';

/** What an apply would change in a cluster. */
export interface KubernetesChanges {
  readonly phase: 'kubernetes';
  readonly dryRun: false;
  readonly project: string;
  readonly context: string;
  readonly server: string;
  readonly counts: Readonly<Record<ObjectDifference['action'], number>>;
  /** Objects that would not stay as they are. */
  readonly changes: readonly Pick<ObjectDifference, 'stage' | 'object' | 'action' | 'changes' | 'checked'>[];
  /** Fields of other writers that an apply takes with `--force-conflicts` only. */
  readonly conflicts: readonly FieldOwner[];
  /** Charts that are left out, and placeholders. */
  readonly missing: readonly string[];
}

/** Compares what a cluster is to have with what it has, by asking its API server; nothing is written. */
export async function kubernetesChanges(cluster: Cluster, plan: KubernetesPlan): Promise<KubernetesChanges> {
  const { conflictsOf, diffObjects } = await import('@logex/k8s-manifests/cluster');
  const differences = await diffObjects(cluster, plan.stages, plan.project);
  const counts = { create: 0, change: 0, same: 0, remove: 0, keep: 0 };
  for (const { action } of differences) counts[action] += 1;
  const { context, server } = cluster;
  return {
    phase: 'kubernetes',
    dryRun: false,
    project: plan.project,
    context,
    server,
    counts,
    changes: differences.filter(({ action }) => action !== 'same').map(({ stage, object, action, changes, checked }) => ({ stage, object, action, changes, checked })),
    conflicts: conflictsOf(differences),
    missing: missingOf(plan),
  };
}

/** What a plan goes without: charts that were not rendered, and placeholders. */
export function missingOf({ charts, placeholders }: KubernetesPlan): readonly string[] {
  return [...placeholders, ...charts.flatMap(({ name, source, reason, objects }) => (objects === null ? [`the chart ${name} (${source}), because ${reason ?? 'of no reason'}`] : []))];
}
