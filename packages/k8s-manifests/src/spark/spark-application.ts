import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ObjectMeta } from '../object/kube-object.ts';

/** A driver or an executor: its size, and the pod that it runs in. */
export interface SparkPod {
  readonly cores: number;
  /** What is reserved of processors, such as `500m`. @default `cores` */
  readonly coreRequest?: string;
  /** Heap, such as `2g`. */
  readonly memory: string;
  /** What is reserved beside the heap. */
  readonly memoryOverhead: string;
  readonly serviceAccount: string;
  readonly javaOptions: string;
  readonly labels: Record<string, string>;
  /** Pod that Spark fills in; its first container is Spark's. */
  readonly template: { readonly metadata?: ObjectMeta; readonly spec: IPodSpec };
}

/** The part of a SparkApplication that a job is described by; group `sparkoperator.k8s.io`, version `v1beta2`. */
export interface SparkApplicationSpec {
  readonly type: 'Java';
  readonly mode: 'cluster';
  readonly sparkVersion: string;
  readonly image: string;
  readonly imagePullPolicy: 'IfNotPresent';
  readonly mainClass: string;
  readonly mainApplicationFile: string;
  readonly arguments: readonly string[];
  readonly restartPolicy: {
    readonly type: 'OnFailure' | 'Never';
    readonly onFailureRetries?: number;
    readonly onFailureRetryInterval?: number;
    readonly onSubmissionFailureRetries?: number;
    readonly onSubmissionFailureRetryInterval?: number;
  };
  readonly sparkConf: Readonly<Record<string, string>>;
  readonly hadoopConf: Readonly<Record<string, string>>;
  readonly dynamicAllocation: { readonly enabled: boolean; readonly initialExecutors: number; readonly minExecutors: number; readonly maxExecutors: number };
  readonly driver: SparkPod;
  readonly executor: SparkPod;
  /** Described, not run. */
  readonly suspend?: boolean;
}

/** One run of a job, or with `suspend` the description that a run is copied from. */
export interface SparkApplication {
  readonly apiVersion: 'sparkoperator.k8s.io/v1beta2';
  readonly kind: 'SparkApplication';
  readonly metadata: ObjectMeta;
  readonly spec: SparkApplicationSpec;
}

/** A job that runs by the clock. */
export interface ScheduledSparkApplication {
  readonly apiVersion: 'sparkoperator.k8s.io/v1beta2';
  readonly kind: 'ScheduledSparkApplication';
  readonly metadata: ObjectMeta;
  readonly spec: {
    /** Cron, five fields. */
    readonly schedule: string;
    readonly timeZone: 'UTC';
    readonly concurrencyPolicy: 'Forbid';
    readonly successfulRunHistoryLimit: number;
    readonly failedRunHistoryLimit: number;
    readonly template: SparkApplicationSpec;
  };
}
