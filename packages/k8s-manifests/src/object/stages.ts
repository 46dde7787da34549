import { kindUnplaced } from '../errors.ts';
import { objectName, type KubeObject } from './kube-object.ts';

/**
 * Stages of an apply, in order. Each waits until the one before is ready: custom resources need their definitions and
 * operators, workloads need their secrets, jobs need the workloads.
 */
export const stages = ['definitions', 'namespaces', 'access', 'configuration', 'operators', 'secrets', 'workloads', 'jobs'] as const;

/** Name of a stage. */
export type Stage = (typeof stages)[number];

/** Kinds in the order that they are applied in, each with its stage. */
const kinds: readonly (readonly [kind: string, stage: Stage])[] = [
  ['CustomResourceDefinition', 'definitions'],
  ['Namespace', 'namespaces'],
  ['PriorityClass', 'access'],
  ['StorageClass', 'access'],
  ['ServiceAccount', 'access'],
  ['ClusterRole', 'access'],
  ['ClusterRoleBinding', 'access'],
  ['Role', 'access'],
  ['RoleBinding', 'access'],
  ['NetworkPolicy', 'access'],
  ['ConfigMap', 'configuration'],
  ['SecretStore', 'secrets'],
  ['ExternalSecret', 'secrets'],
  ['PodDisruptionBudget', 'workloads'],
  ['Service', 'workloads'],
  ['StatefulSet', 'workloads'],
  ['Deployment', 'workloads'],
  ['Job', 'workloads'],
  ['SparkApplication', 'jobs'],
  ['ScheduledSparkApplication', 'jobs'],
];

/** Kinds that only charts bring; they belong to the operators. */
const chartKinds: readonly string[] = ['Secret', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService', 'HorizontalPodAutoscaler'];

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
  const placed = [
    ...own.map((object) => ({ object, place: place(object, kinds) })),
    ...fromCharts.map((object) => ({ object, place: chartPlace(object) })),
  ];
  placed.sort((a, b) => a.place.order - b.place.order || compare(sortName(a.object), sortName(b.object)));
  return stages.map((stage) => ({ stage, objects: placed.filter((one) => one.place.stage === stage).map(({ object }) => object) })).filter(({ objects }) => objects.length > 0);
}

interface Place {
  readonly stage: Stage;
  readonly order: number;
}

function place(object: KubeObject, known: typeof kinds): Place {
  const order = known.findIndex(([kind]) => kind === object.kind);
  const stage = known[order]?.[1];
  if (stage === undefined) throw kindUnplaced(object.apiVersion, object.kind, objectName(object));
  return { stage, order };
}

function chartPlace(object: KubeObject): Place {
  const ordered: typeof kinds = [...kinds, ...chartKinds.map((kind) => [kind, 'operators'] as const)];
  const found = place(object, ordered);
  return found.stage === 'workloads' ? { ...found, stage: 'operators' } : found;
}

const sortName = ({ metadata }: KubeObject): string => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
