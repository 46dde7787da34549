/** Workloads with an IAM role of their own. */
export type Workload = 'external-secrets' | 'spark' | 'cluster-autoscaler' | 'ebs-csi' | 'clickhouse' | 'hive-metastore';

/** The one Kubernetes service account that may take a role. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** All workloads, in the order of the outputs. */
export const workloads: readonly Workload[] = ['external-secrets', 'spark', 'cluster-autoscaler', 'ebs-csi', 'clickhouse', 'hive-metastore'];

/** Service account of each workload where nothing else is said. */
export const defaultServiceAccounts: Readonly<Record<Workload, ServiceAccount>> = {
  'external-secrets': { namespace: 'external-secrets', name: 'external-secrets' },
  spark: { namespace: 'spark', name: 'spark' },
  'cluster-autoscaler': { namespace: 'kube-system', name: 'cluster-autoscaler' },
  'ebs-csi': { namespace: 'kube-system', name: 'ebs-csi-controller-sa' },
  clickhouse: { namespace: 'clickhouse', name: 'clickhouse' },
  'hive-metastore': { namespace: 'hive', name: 'hive-metastore' },
};
