// An API server
export { openCluster, type ApplyOptions, type Cluster, type ClusterOptions } from './cluster/open-cluster.ts';
export { keyText, type LiveObject, type ManagedFields, type ObjectKey } from './cluster/live-object.ts';
export { fieldManager, type ListSelection } from './cluster/object-api.ts';

// What an apply would change, and the apply
export { conflictsOf, diffObjects, type ObjectDifference } from './apply/diff-objects.ts';
export { type FieldChange } from './apply/field-change.ts';
export { applyObjects, type ApplyObjectsOptions, type ApplyReport } from './apply/apply-objects.ts';
export type { ApplyEvent, ObjectAction } from './apply/apply-event.ts';
export { waitReady, type WaitOptions } from './apply/wait-ready.ts';
export { fieldConflict, type FieldConflict, type FieldOwner } from './errors.ts';

// What a removal would take, and the removal
export { allVolumes, planRemoval, removalSteps, type RemovalPlan, type RemovalStep } from './apply/plan-removal.ts';
export { removeObjects, type RemoveObjectsOptions } from './apply/remove-objects.ts';

// Whether objects do their work
export { readinessOf } from './readiness/readiness-of.ts';
export { hasNodes, waitingReasons } from './readiness/waiting-reason.ts';
export { notAwaited } from './object/metadata.ts';
export type { Readiness } from './readiness/readiness.ts';
