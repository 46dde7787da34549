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
  const told = new Set<string>();
  const onRetry = (message: string): void => {
    // A request that is repeated for a while is told once.
    const cause = message.replace(/; again after .*$/u, '');
    if (!told.has(cause)) emit({ type: 'warning', message });
    told.add(cause);
  };
  return openCluster({
    context: context ?? clusterName,
    environment,
    onRetry,
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(base, kubeconfig) }),
  });
}
