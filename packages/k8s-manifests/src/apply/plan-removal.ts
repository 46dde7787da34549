import { keyText, type LiveObject } from '../cluster/live-object.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { objectName } from '../object/kube-object.ts';
import { inventoryLabel } from '../object/metadata.ts';
import { isApplied, isMade, ownedObjects } from './owned-objects.ts';

/** Steps of a removal, in their order: what would lose its operator, its network or its permissions goes before these. */
export const removalSteps = ['schedules', 'jobs', 'load balancers', 'workloads', 'data', 'secrets', 'operators', 'rest', 'namespaces', 'definitions'] as const;

/** Name of a step. */
export type RemovalStep = (typeof removalSteps)[number];

/** What a removal would take, in its order, and what it would leave. */
export interface RemovalPlan {
  readonly steps: readonly { readonly step: RemovalStep; readonly objects: readonly LiveObject[] }[];
  readonly kept: readonly { readonly object: LiveObject; readonly because: string }[];
}

/** Allows all data to go. */
export const allVolumes = '*';

const ofStep: Readonly<Record<string, RemovalStep>> = {
  ScheduledSparkApplication: 'schedules',
  SparkApplication: 'jobs',
  StatefulSet: 'workloads',
  Deployment: 'workloads',
  Job: 'workloads',
  ExternalSecret: 'secrets',
  SecretStore: 'secrets',
  ValidatingWebhookConfiguration: 'operators',
  MutatingWebhookConfiguration: 'operators',
  APIService: 'operators',
  Namespace: 'namespaces',
  CustomResourceDefinition: 'definitions',
};

/**
 * What a removal of a project would take from a cluster, and what it would leave: volumes with data whose names (`Kind
 * namespace/name`) are not allowed, namespaces with something in them that stays, definitions of objects of other people. Nothing is written.
 */
export async function planRemoval(cluster: Cluster, project: string, allowed: readonly string[] = []): Promise<RemovalPlan> {
  const owned = await ownedObjects(cluster, project);
  const namespaces = owned.filter(({ kind }) => kind === 'Namespace');
  const runs = await cluster.list('sparkoperator.k8s.io/v1beta2', 'SparkApplication');
  const ours = namespaces.map(({ metadata }) => metadata.name ?? '');
  const inOurs = ({ metadata }: LiveObject): boolean => ours.includes(metadata.namespace ?? '');
  const volumes = (await cluster.list('v1', 'PersistentVolumeClaim', { labelSelector: `app.kubernetes.io/part-of=${project}` })).filter(inOurs);
  const keptVolumes = volumes.filter((volume) => !allowed.includes(allVolumes) && !allowed.includes(objectName(volume)));
  const ownRuns = runs.filter((run) => inOurs(run) && !isApplied(run));
  const placed = [...owned, ...volumes.filter((volume) => !keptVolumes.includes(volume)), ...ownRuns].map((object) => ({ object, step: stepOf(object) }));
  const kept = [
    ...keptVolumes.map((object) => ({ object, because: 'it holds data' })),
    ...(await keptNamespaces(cluster, namespaces, keptVolumes, placed.map(({ object }) => keyText(object)))),
    ...(await keptDefinitions(cluster, owned, project, ours)),
  ];
  const left = new Set(kept.map(({ object }) => keyText(object)));
  const steps = removalSteps.map((step) => ({ step, objects: placed.filter((one) => one.step === step && !left.has(keyText(one.object))).map(({ object }) => object) }));
  return { steps: steps.filter(({ objects }) => objects.length > 0).map(({ step, objects }) => ({ step, objects: step === 'rest' ? objects.toReversed() : objects })), kept };
}

/** What a chart made belongs to an operator; it goes after everything that the operator has to clean up. */
function stepOf(object: LiveObject): RemovalStep {
  const { kind, metadata } = object;
  if (kind === 'PersistentVolumeClaim') return 'data';
  if (kind === 'Service') return (object.spec?.['type'] === 'LoadBalancer' ? 'load balancers' : 'rest');
  const step = ofStep[kind] ?? 'rest';
  return step === 'workloads' && metadata.labels?.['app.kubernetes.io/managed-by'] !== 'logex' ? 'operators' : step;
}

async function keptNamespaces(cluster: Cluster, namespaces: readonly LiveObject[], volumes: readonly LiveObject[], going: readonly string[]): Promise<RemovalPlan['kept']> {
  const found = await Promise.all(
    namespaces.map(async (object) => {
      const namespace = object.metadata.name ?? '';
      if (volumes.some(({ metadata }) => metadata.namespace === namespace)) return [{ object, because: 'volumes with data stay in it' }];
      const others = (await Promise.all([...foreign].map(([kind, apiVersion]) => cluster.list(apiVersion, kind, { namespace })))).flat();
      const first = others.find((other) => !going.includes(keyText(other)) && !isMade(other));
      return first === undefined ? [] : [{ object, because: `${objectName(first)} is in it, and is not ours` }];
    }),
  );
  return found.flat();
}

/** Kinds by which a namespace shows that somebody else uses it. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['DaemonSet', 'apps/v1'],
  ['Job', 'batch/v1'],
  ['CronJob', 'batch/v1'],
  ['Service', 'v1'],
  ['Pod', 'v1'],
  ['PersistentVolumeClaim', 'v1'],
]);

async function keptDefinitions(cluster: Cluster, owned: readonly LiveObject[], project: string, namespaces: readonly string[]): Promise<RemovalPlan['kept']> {
  const found = await Promise.all(
    owned.filter(({ kind }) => kind === 'CustomResourceDefinition').map(async (object) => {
      const { group, names, versions } = object.spec as { readonly group: string; readonly names: { readonly kind: string }; readonly versions: readonly { readonly name: string; readonly served: boolean }[] };
      const version = versions.find(({ served }) => served)?.name ?? '';
      const objects = await cluster.list(`${group}/${version}`, names.kind);
      const other = objects.find(({ metadata }) => metadata.labels?.[inventoryLabel] !== project && !namespaces.includes(metadata.namespace ?? ''));
      return other === undefined ? [] : [{ object, because: `${objectName(other)} is of its kind, and is not ours` }];
    }),
  );
  return found.flat();
}

