import type { Cluster, LiveObject } from '@logex/k8s-manifests/cluster';
import { noReadyPod, serviceMissing } from './errors.ts';

/** A port of a service. */
export interface ServicePort {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
}

/** A port of a pod. */
export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

interface Container {
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
}

/**
 * A ready pod behind a service, and the port there.
 *
 * @throws LogexError `deployer/service-missing` (usage) or `deployer/no-ready-pod` (outside).
 */
export async function servicePod(cluster: Cluster, { namespace, service, port }: ServicePort): Promise<PodPort> {
  const name = `${namespace}/${service}`;
  const found = await cluster.read({ apiVersion: 'v1', kind: 'Service', metadata: { name: service, namespace } });
  const { selector, ports = [] } = (found?.spec ?? {}) as ServiceSpec;
  if (selector === undefined) throw serviceMissing(name);
  const target = ports.find((one) => one.port === port)?.targetPort ?? port;
  const pods = await cluster.list('v1', 'Pod', { namespace, labelSelector: Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(',') });
  const [pod] = pods.filter(isReady);
  if (pod === undefined) throw noReadyPod(name);
  return { namespace, pod: pod.metadata.name ?? '', port: typeof target === 'number' ? target : namedPort(pod, target, port) };
}

const isReady = ({ metadata, status }: LiveObject): boolean =>
  metadata.deletionTimestamp === undefined && ((status?.['conditions'] ?? []) as readonly { readonly type: string; readonly status: string }[]).some((one) => one.type === 'Ready' && one.status === 'True');

function namedPort({ spec }: LiveObject, name: string, otherwise: number): number {
  const containers = (spec?.['containers'] ?? []) as readonly Container[];
  return containers.flatMap(({ ports = [] }) => ports).find((port) => port.name === name)?.containerPort ?? otherwise;
}
