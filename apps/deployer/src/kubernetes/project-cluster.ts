import { resolve } from 'node:path';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import type { EventSink } from '../events.ts';

/** Which cluster a command works on. */
export interface ProjectClusterRequest {
  readonly base: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly emit: EventSink;
  /** @default the name of the project's cluster, as `logex-deployer kubeconfig` writes it */
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly clusterName: string;
}

/** Opens the cluster of a project: never the context that happens to be current. */
export async function projectCluster({ base, environment, emit, context, kubeconfig, clusterName }: ProjectClusterRequest): Promise<Cluster> {
  const { openCluster } = await import('@logex/k8s-manifests/cluster');
  return openCluster({
    context: context ?? clusterName,
    environment,
    onRetry: (message) => emit({ type: 'warning', message }),
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(base, kubeconfig) }),
  });
}
