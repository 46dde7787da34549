import type { ImageLock } from './images/image-lock.ts';
import type { JobPlans } from './spark/job-plans.ts';

/** A workload whose service account takes an IAM role. */
export type Workload = 'external-secrets' | 'spark' | 'cluster-autoscaler' | 'clickhouse' | 'hive-metastore';

/** A service account and the IAM role that trusts it, and it alone. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
}

/** Nodes of one kind, and what a pod needs to run there. */
export interface NodePool {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule' }[];
}

/** A folder of a bucket. */
export interface LakeFolder {
  readonly bucket: string;
  /** Ends in `/`. */
  readonly prefix: string;
  /** `s3a://bucket/prefix` without the last slash. */
  readonly location: string;
}

/** ClickHouse, its size and who may reach it. */
export interface ClickHouseConfig {
  /** Secret with `admin_password`, `admin_sha256`, `reader_sha256`, `refresher_sha256`. */
  readonly usersSecretArn: string;
  /** Memory of the server, in GiB; caches are sized from it. */
  readonly memoryGib: number;
  /** Volume for tables and the cache of files, in GiB. */
  readonly storageGib: number;
  /** Processors that are reserved. */
  readonly cpu: number;
  /** Addresses that `clickhouse-external` lets in; its load balancer is internal. Empty: there is no load balancer. */
  readonly clientCidrs: readonly string[];
}

/** Spark jobs, their size and their schedule. */
export interface SparkConfig {
  /** Whether the schedules are deployed; without them jobs run when somebody starts them. */
  readonly scheduled: boolean;
  readonly plans: JobPlans;
  /** Most executors of a job at a time. */
  readonly maxExecutors: number;
  /** @default 3 */
  readonly executorCores?: number;
  /** Heap of an executor in MiB; a quarter more is reserved beside it. @default 9216 */
  readonly executorMemoryMib?: number;
  /** Heap of the driver in MiB: it plans scans and commits, and holds the metadata of tables. @default 3072 */
  readonly driverMemoryMib?: number;
}

/** Everything that the objects of a project are made from. */
export interface PlatformConfig {
  readonly project: string;
  readonly region: string;
  readonly cluster: {
    readonly name: string;
    /** `major.minor`. */
    readonly kubernetesVersion: string;
    /** Addresses of nodes and pods. */
    readonly vpcCidr: string;
    readonly autoscalerArguments: readonly string[];
    readonly nodes: { readonly system: NodePool; readonly sparkExecutors: NodePool };
  };
  readonly identities: Readonly<Record<Workload, WorkloadIdentity>>;
  readonly images: ImageLock;
  readonly lake: { readonly raw: LakeFolder; readonly iceberg: LakeFolder };
  readonly catalogDatabase: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    /** Secret with `username` and `password` of the administrator. */
    readonly adminSecretArn: string;
    /** Secret with `username` and `password` of the metastore's own account. */
    readonly userSecretArn: string;
  };
  readonly hiveMetastore: { readonly replicas: number };
  readonly clickhouse: ClickHouseConfig;
  readonly spark: SparkConfig;
}
