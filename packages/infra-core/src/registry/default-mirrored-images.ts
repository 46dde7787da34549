import type { MirroredImage } from './image-settings.ts';

/** Public images that phase 2 runs; with no internet they have to be in our registry first. */
export const defaultMirroredImages: readonly MirroredImage[] = [
  { name: 'cluster-autoscaler', upstream: 'registry.k8s.io/autoscaling/cluster-autoscaler' },
  { name: 'external-secrets', upstream: 'ghcr.io/external-secrets/external-secrets' },
  { name: 'spark-operator', upstream: 'ghcr.io/kubeflow/spark-operator/controller' },
  { name: 'clickhouse-server', upstream: 'docker.io/clickhouse/clickhouse-server' },
];
