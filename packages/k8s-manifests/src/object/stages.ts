import { kindUnplaced } from '../errors.ts';
import { objectName, type KubeObject } from './kube-object.ts';

/**
 * Stages of an apply, in order. Each waits until the one before is ready: custom resources need their definitions and
 * operators, workloads need their secrets, jobs need the workloads.
 */
export const stages = ['definitions', 'namespaces', 'access', 'configuration', 'operators', 'secrets', 'workloads', 'jobs'] as const;

/** Name of a stage. */
export type Stage = (typeof stages)[number];

interface KindPlace {
  readonly kind: string;
  readonly apiVersion: string;
  readonly stage: Stage;
}

const placed = (stage: Stage, apiVersion: string, ...names: readonly string[]): KindPlace[] => names.map((kind) => ({ kind, apiVersion, stage }));

/** Kinds in the order that they are applied in, each with its stage. */
const kinds: readonly KindPlace[] = [
  ...placed('definitions', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
  ...placed('namespaces', 'v1', 'Namespace'),
  ...placed('access', 'scheduling.k8s.io/v1', 'PriorityClass'),
  ...placed('access', 'storage.k8s.io/v1', 'StorageClass'),
  ...placed('access', 'v1', 'ServiceAccount'),
  ...placed('access', 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  ...placed('access', 'networking.k8s.io/v1', 'NetworkPolicy'),
  ...placed('configuration', 'v1', 'ConfigMap'),
  ...placed('secrets', 'external-secrets.io/v1', 'SecretStore', 'ExternalSecret'),
  ...placed('workloads', 'policy/v1', 'PodDisruptionBudget'),
  ...placed('workloads', 'v1', 'Service'),
  ...placed('workloads', 'apps/v1', 'StatefulSet', 'Deployment'),
  ...placed('workloads', 'batch/v1', 'Job'),
  ...placed('jobs', 'sparkoperator.k8s.io/v1beta2', 'SparkApplication', 'ScheduledSparkApplication'),
];

/** Kinds that only charts bring; they belong to the operators. Webhooks come after the pods that answer them. */
const chartKinds: readonly KindPlace[] = [
  ...placed('operators', 'v1', 'Secret'),
  ...placed('operators', 'autoscaling/v2', 'HorizontalPodAutoscaler'),
  ...placed('operators', 'admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'),
  ...placed('operators', 'apiregistration.k8s.io/v1', 'APIService'),
];

/** Every kind that an apply makes, and so takes away again, in the order of an apply. */
export const managedKinds: readonly { readonly kind: string; readonly apiVersion: string }[] = [...kinds, ...chartKinds];

/** Objects of one stage. */
export interface StagedObjects {
  readonly stage: Stage;
  readonly objects: readonly KubeObject[];
}

/**
 * Objects by stage, in the order of the apply: by kind, then by namespace and name. What a chart brings and is no definition,
 * namespace, permission or configuration is an operator.
 *
 * @throws LogexError `k8s/kind-unplaced` (bug) for a kind that no stage takes.
 */
export function stageObjects(own: readonly KubeObject[], fromCharts: readonly KubeObject[] = []): readonly StagedObjects[] {
  const all = [
    ...own.map((object) => ({ object, place: place(object, kinds) })),
    ...fromCharts.map((object) => ({ object, place: chartPlace(object) })),
  ];
  all.sort((a, b) => a.place.order - b.place.order || compare(sortName(a.object), sortName(b.object)));
  return stages.map((stage) => ({ stage, objects: all.filter((one) => one.place.stage === stage).map(({ object }) => object) })).filter(({ objects }) => objects.length > 0);
}

interface Place {
  readonly stage: Stage;
  readonly order: number;
}

function place(object: KubeObject, known: readonly KindPlace[]): Place {
  const order = known.findIndex(({ kind }) => kind === object.kind);
  const stage = known[order]?.stage;
  if (stage === undefined) throw kindUnplaced(object.apiVersion, object.kind, objectName(object));
  return { stage, order };
}

function chartPlace(object: KubeObject): Place {
  const found = place(object, [...kinds, ...chartKinds]);
  return found.stage === 'workloads' ? { ...found, stage: 'operators' } : found;
}

const sortName = ({ metadata }: KubeObject): string => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
