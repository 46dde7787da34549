import { keyText, type LiveObject } from '../cluster/live-object.ts';
import { isMissing } from '../cluster/api-fault.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { FieldConflict, type FieldOwner } from '../errors.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { Stage, StagedObjects } from '../object/stages.ts';
import { fieldChanges, hiddenValue, type FieldChange } from './field-change.ts';
import { inTurns } from './in-turns.ts';
import { ownedObjects } from './owned-objects.ts';
import { isKept } from './prune-objects.ts';
import { valueAt } from './value-at.ts';

/** What an apply would do to one object. */
export interface ObjectDifference {
  readonly stage: Stage | 'removed';
  readonly object: KubeObject;
  /** `keep`: it is declared no more, and holds what an apply does not take away. */
  readonly action: 'create' | 'change' | 'same' | 'remove' | 'keep';
  readonly changes: readonly FieldChange[];
  /** Fields that somebody else wrote and that would be other values. */
  readonly conflicts: readonly FieldOwner[];
  /** Whether the API server has looked at it; it cannot before its namespace and its kind are there. */
  readonly checked: boolean;
}

/**
 * What an apply would change, by asking the API server itself (`dryRun=All`); nothing is written.
 *
 * @throws LogexError of {@link Cluster}, such as `k8s/object-refused`.
 */
export async function diffObjects(cluster: Cluster, staged: readonly StagedObjects[], project: string): Promise<readonly ObjectDifference[]> {
  const placed = staged.flatMap(({ stage, objects }) => objects.map((object) => ({ stage, object })));
  const declared = new Set(placed.map(({ object }) => keyText(object)));
  const differences = await inTurns(placed, async ({ stage, object }) => ({ stage, object, ...(await differenceOf(cluster, object, declared)) }));
  const gone = (await ownedObjects(cluster, project)).filter((object) => !declared.has(keyText(object)));
  const removals = gone.map((object): ObjectDifference => ({ stage: 'removed', object, action: isKept(object) ? 'keep' : 'remove', changes: [], conflicts: [], checked: true }));
  return [...differences, ...removals];
}

type Answer = Pick<ObjectDifference, 'action' | 'changes' | 'conflicts' | 'checked'>;

async function differenceOf(cluster: Cluster, object: KubeObject, declared: ReadonlySet<string>): Promise<Answer> {
  const live = await cluster.read(object);
  if (live === undefined) return { action: 'create', changes: [], conflicts: [], checked: await isTaken(cluster, object, declared) };
  const { wanted, conflicts } = await wantedOf(cluster, object, live);
  const changes = fieldChanges(live, wanted);
  return { action: changes.length === 0 ? 'same' : 'change', changes, conflicts, checked: true };
}

/** Whether the API server was asked about an object that is not there, and takes it. */
async function isTaken(cluster: Cluster, object: KubeObject, declared: ReadonlySet<string>): Promise<boolean> {
  try {
    await cluster.apply(object, { dryRun: true });
    return true;
  } catch (error) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: object.metadata?.namespace ?? '' } };
    const isDeclared = declared.has(keyText(namespace)) || [...declared].some((key) => key.includes('CustomResourceDefinition'));
    if (isMissing(error) && isDeclared) return false;
    throw error;
  }
}

async function wantedOf(cluster: Cluster, object: KubeObject, live: LiveObject): Promise<{ readonly wanted: LiveObject; readonly conflicts: readonly FieldOwner[] }> {
  try {
    return { wanted: await cluster.apply(object, { dryRun: true }), conflicts: [] };
  } catch (error) {
    if (!(error instanceof FieldConflict)) throw error;
    return { wanted: await cluster.apply(object, { dryRun: true, force: true }), conflicts: withValues(error.owners, live, object) };
  }
}

/** The owners of fields with what is there and what would be; values of Secrets are hidden. */
export function withValues(owners: readonly FieldOwner[], live: KubeObject, wanted: KubeObject): readonly FieldOwner[] {
  const shown = (object: KubeObject, field: string): string => (object.kind === 'Secret' ? hiddenValue : (JSON.stringify(valueAt(object, field)) ?? 'nothing'));
  return owners.map(({ field, owner }) => ({ field, owner, values: `it is ${shown(live, field)}, and would be ${shown(wanted, field)}` }));
}

/** All conflicts of differences, each with the name of its object. */
export function conflictsOf(differences: readonly ObjectDifference[]): readonly FieldOwner[] {
  return differences.flatMap(({ object, conflicts }) => conflicts.map((conflict) => ({ ...conflict, field: `${objectName(object)} ${conflict.field}` })));
}
