import type { LiveObject } from '../cluster/live-object.ts';
import type { Cluster } from '../cluster/open-cluster.ts';
import { condition } from './readiness.ts';

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string }; readonly running?: object };
  readonly lastState?: { readonly terminated?: { readonly reason?: string; readonly exitCode?: number; readonly message?: string } };
}

interface Event extends LiveObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
}

/** Reasons that are told of one object. */
const mostReasons = 3;

/** Waits of a container that a start brings with it and that say nothing. */
const usual: readonly string[] = ['ContainerCreating', 'PodInitializing'];

/**
 * Why a workload is not ready, from its pods and its events: no node takes the pod, an image cannot be pulled, a container ends, a
 * probe fails, a rule of the cluster keeps the pod from being made. Empty where nothing is known.
 */
export async function waitingReasons(cluster: Cluster, object: LiveObject): Promise<readonly string[]> {
  const { namespace } = object.metadata;
  const selector = labelSelector(object);
  if (namespace === undefined || selector === undefined) return warnings(cluster, object);
  const pods = await cluster.list('v1', 'Pod', { namespace, labelSelector: selector });
  if (pods.length === 0) return unique([...(await warnings(cluster, object)), ...(await ofReplicaSets(cluster, namespace, selector))]);
  return unique((await Promise.all(pods.map((pod) => podReasons(cluster, pod)))).flat());
}

/** Whether the cluster has a node that takes pods. */
export async function hasNodes(cluster: Cluster): Promise<boolean> {
  const nodes = await cluster.list('v1', 'Node');
  return nodes.some((node) => condition(node, 'Ready')?.status === 'True');
}

async function podReasons(cluster: Cluster, pod: LiveObject): Promise<readonly string[]> {
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status === 'False') return [`no node takes its pods: ${scheduled.message ?? scheduled.reason ?? 'the scheduler does not say why'}`];
  const statuses = [...((pod.status?.['initContainerStatuses'] ?? []) as ContainerStatus[]), ...((pod.status?.['containerStatuses'] ?? []) as ContainerStatus[])];
  const reasons = statuses.flatMap(containerReasons);
  return reasons.length > 0 ? reasons : warnings(cluster, pod);
}

function containerReasons({ name, ready = false, restartCount = 0, state, lastState }: ContainerStatus): readonly string[] {
  if (ready) return [];
  const told: string[] = [];
  const { reason = '', message = '' } = state?.waiting ?? {};
  if (reason !== '' && !usual.includes(reason)) told.push(`container ${name} waits: ${reason}${message === '' ? '' : ` (${message})`}`);
  const end = lastState?.terminated;
  if (end !== undefined) told.push(`container ${name} ended ${restartCount} times, at last with ${end.exitCode} (${end.reason ?? 'no reason'})${end.message === undefined ? '' : `: ${end.message.trim()}`}`);
  return told;
}

async function ofReplicaSets(cluster: Cluster, namespace: string, labelSelector: string): Promise<readonly string[]> {
  const sets = await cluster.list('apps/v1', 'ReplicaSet', { namespace, labelSelector });
  return (await Promise.all(sets.map((set) => warnings(cluster, set)))).flat();
}

async function warnings(cluster: Cluster, { metadata }: LiveObject): Promise<readonly string[]> {
  const { namespace = 'default', uid = '' } = metadata;
  const events = (await cluster.list('v1', 'Event', { namespace, fieldSelector: `involvedObject.uid=${uid}` })) as readonly Event[];
  const time = ({ lastTimestamp, eventTime }: Event): string => lastTimestamp ?? eventTime ?? '';
  return events
    .filter(({ type }) => type === 'Warning')
    .toSorted((a, b) => (time(a) < time(b) ? 1 : -1))
    .map(({ reason = '', message = '' }) => `${reason}: ${message}`);
}

function labelSelector({ spec }: LiveObject): string | undefined {
  const { matchLabels } = (spec?.['selector'] ?? {}) as { readonly matchLabels?: Readonly<Record<string, string>> };
  return matchLabels === undefined ? undefined : Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`).join(',');
}

const unique = (reasons: readonly string[]): readonly string[] => [...new Set(reasons)].slice(0, mostReasons);
