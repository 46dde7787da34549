import type { LiveObject, ManagedFields } from '../cluster/live-object.ts';
import { fieldManager } from '../cluster/object-api.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { FieldConflict, fieldConflict, fieldsDropped } from '../errors.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { Stage, StagedObjects } from '../object/stages.ts';
import type { ApplyEvent, ObjectAction } from './apply-event.ts';
import { withValues } from './diff-objects.ts';
import { declaredPart, droppedFields } from './field-change.ts';
import { inTurns } from './in-turns.ts';
import { pruneObjects } from './prune-objects.ts';
import { waitReady } from './wait-ready.ts';

/** How objects are applied. */
export interface ApplyObjectsOptions {
  /** Value of the inventory label; what has it and is declared no more is removed. */
  readonly project: string;
  /** Take fields that somebody else wrote. @default false */
  readonly force?: boolean;
  /**
   * Wait after each stage until it does its work. Definitions and namespaces are waited for in any case: what follows needs them.
   * @default true
   */
  readonly wait?: boolean;
  /** Seconds that a stage may take to become ready. @default 600 */
  readonly timeoutSeconds?: number;
  /** Seconds that workloads wait in a cluster without a node that is ready. @default 60 */
  readonly withoutNodesSeconds?: number;
  /** Done before the objects of a stage are applied. @default nothing */
  readonly beforeStage?: (stage: Stage) => Promise<void>;
  /** Told what happens. @default nobody */
  readonly onEvent?: (event: ApplyEvent) => void;
}

/** What an apply came to: names of objects by what was made of them. */
export interface ApplyReport extends Readonly<Record<ObjectAction, readonly string[]>> {
  /** Declared no more, and left: only a destruction removes them. */
  readonly left: readonly string[];
}

/** Stages that the API server makes ready by itself. */
const ofTheServer: readonly Stage[] = ['definitions', 'namespaces'];

/**
 * Applies objects stage by stage, waits for each, and removes what the project declares no more. It may be ended at any moment and run
 * again: what is there already is left as it is, and the rest follows.
 *
 * @throws LogexError of {@link Cluster}, `k8s/fields-dropped` (bug), `k8s/not-ready`, `k8s/readiness-failed` (outside).
 */
export async function applyObjects(cluster: Cluster, staged: readonly StagedObjects[], options: ApplyObjectsOptions): Promise<ApplyReport> {
  const { project, force = false, wait = true, timeoutSeconds = 600, beforeStage = () => Promise.resolve(), onEvent = () => undefined } = options;
  const total = staged.reduce((sum, { objects }) => sum + objects.length, 0);
  const report: Record<ObjectAction, string[]> = { created: [], changed: [], unchanged: [], removed: [] };
  let done = 0;
  for (const { stage, objects } of staged) {
    await beforeStage(stage);
    onEvent({ type: 'stage-started', stage, objects: objects.length });
    for (const sameKind of byKind(objects)) {
      await inTurns(sameKind, async (object) => {
        const action = await applyObject(cluster, object, force);
        report[action].push(objectName(object));
        onEvent({ type: 'object', object: objectName(object), action, done: ++done, total });
      });
    }
    if (wait || ofTheServer.includes(stage)) {
      const { withoutNodesSeconds } = options;
      await waitReady(cluster, objects, { stage, timeoutSeconds, onEvent, ...(withoutNodesSeconds === undefined ? {} : { withoutNodesSeconds }) });
      onEvent({ type: 'stage-ready', stage });
    }
  }
  const { removed, left } = await pruneObjects(cluster, staged.flatMap(({ objects }) => objects), project);
  for (const object of removed) onEvent({ type: 'object', object: objectName(object), action: 'removed', done, total });
  return { ...report, removed: removed.map(objectName), left: left.map(objectName) };
}

async function applyObject(cluster: Cluster, object: KubeObject, force: boolean): Promise<ObjectAction> {
  const before = await cluster.read(object);
  const after = await applied(cluster, object, before, force);
  const dropped = droppedFields(object, after);
  if (dropped.length > 0) throw fieldsDropped(objectName(object), dropped);
  if (before === undefined) return 'created';
  // A controller may have written something in between, which is no change of ours.
  const ours = (live: LiveObject): string => JSON.stringify([declaredPart(object, live), live.metadata.managedFields?.find(isOurs)?.fieldsV1]);
  return ours(before) === ours(after) ? 'unchanged' : 'changed';
}

const isOurs = ({ manager, operation }: ManagedFields): boolean => manager === fieldManager && operation === 'Apply';

async function applied(cluster: Cluster, object: KubeObject, before: LiveObject | undefined, force: boolean): Promise<LiveObject> {
  try {
    return await cluster.apply(object, { force });
  } catch (error) {
    if (!(error instanceof FieldConflict) || before === undefined) throw error;
    throw fieldConflict(`applying ${objectName(object)}`, withValues(error.owners, before, object));
  }
}

/** Runs of objects of one kind; these do not need each other. */
function byKind(objects: readonly KubeObject[]): readonly (readonly KubeObject[])[] {
  const groups: KubeObject[][] = [];
  for (const object of objects) {
    const last = groups.at(-1);
    if (last?.[0]?.kind === object.kind) last.push(object);
    else groups.push([object]);
  }
  return groups;
}
