import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { selector } from '../object/metadata.ts';
import type { NodePool, PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { restrictedContainer, restrictedPod, scratchVolume } from '../pod/restricted.ts';
import type { SparkPod } from './spark-application.ts';
import { javaOptions } from './spark-settings.ts';

/** Name of everything that belongs to Spark jobs. */
export const component = 'spark';

/** Folder that plans are mounted to. */
export const plansFolder = '/etc/logex/plans';

const user = 185;

/** The driver: on a node that stays, with the plans of its job. */
export function driver(config: PlatformConfig, plansName: string): SparkPod {
  const heap = config.spark.driverMemoryMib ?? 3072;
  return {
    cores: 1,
    coreRequest: '500m',
    memory: `${heap}m`,
    memoryOverhead: `${overhead(heap)}m`,
    serviceAccount: config.identities.spark.serviceAccount,
    javaOptions,
    labels: selector(config.project, component),
    template: {
      // An autoscaler that wants the node waits until the job is done.
      metadata: { annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } },
      // A driver asks the API server for its executors; they ask it for nothing.
      spec: {
        automountServiceAccountToken: true,
        ...podSpec('spark-kubernetes-driver', config.cluster.nodes.system, [
          { volume: { name: 'plans', configMap: { name: plansName } }, mount: { name: 'plans', mountPath: plansFolder, readOnly: true } },
        ]),
      },
    },
  };
}

/** An executor: on a spot node, with time to hand its blocks on when the node goes. */
export function executor({ project, cluster, identities, spark }: PlatformConfig): SparkPod {
  const heap = spark.executorMemoryMib ?? 9216;
  return {
    cores: spark.executorCores ?? 3,
    memory: `${heap}m`,
    memoryOverhead: `${overhead(heap)}m`,
    serviceAccount: identities.spark.serviceAccount,
    javaOptions,
    labels: selector(project, component),
    template: {
      spec: { automountServiceAccountToken: false, terminationGracePeriodSeconds: 120, ...podSpec('spark-kubernetes-executor', cluster.nodes.sparkExecutors, []) },
    },
  };
}

/** A quarter of the heap: the parse works on bytes outside of it. */
const overhead = (heapMib: number): number => Math.max(384, Math.ceil(heapMib / 4));

interface Mounted {
  readonly volume: IVolume;
  readonly mount: IVolumeMount;
}

function podSpec(container: string, nodes: NodePool, mounted: readonly Mounted[]): SparkPod['template']['spec'] {
  const all: readonly Mounted[] = [scratchVolume('tmp', '/tmp', '10Gi'), scratchVolume('work', '/opt/spark/work-dir', '1Gi'), ...mounted];
  return {
    securityContext: restrictedPod(user),
    enableServiceLinks: false,
    ...onNodes(nodes),
    containers: [{ name: container, securityContext: restrictedContainer, volumeMounts: all.map(({ mount }) => mount) }],
    volumes: all.map(({ volume }) => volume),
  };
}
