/** How many nodes a group may have. */
export interface NodeCount {
  /** Fewest nodes; 0 lets the autoscaler empty the group. */
  readonly min: number;
  /** Most nodes. */
  readonly max: number;
}

/** EKS add-ons of the cluster. */
export type AddonName = 'vpc-cni' | 'kube-proxy' | 'coredns' | 'aws-ebs-csi-driver';

/** What may be chosen about the cluster. */
export interface ClusterSettings {
  /**
   * Kubernetes version; see {@link eksVersions} for support dates.
   * @default '1.33'
   */
  readonly version?: string;
  /**
   * What happens at the end of standard support: `'extended'` stays on the version for a fee, `'standard'` is upgraded by
   * AWS. AWS refuses `'standard'` for a version that is already in extended support.
   * @default 'extended'
   */
  readonly upgradePolicy?: 'standard' | 'extended';
  /**
   * Addresses that may reach the public API endpoint, in CIDR form; none leaves the private endpoint alone. `0.0.0.0/0`
   * is refused.
   * @default []
   */
  readonly publicAccessCidrs?: readonly string[];
  /**
   * Addresses beside the nodes that may reach the private API endpoint, such as a VPN's, in CIDR form.
   * @default []
   */
  readonly privateAccessCidrs?: readonly string[];
  /**
   * IAM roles or users that administer the cluster. With none, the identity of the first apply does.
   * @default []
   */
  readonly adminPrincipalArns?: readonly string[];
  /**
   * Instance types of the on-demand `system` group (operators, drivers, ClickHouse, metastore).
   * @default ['m6i.large']
   */
  readonly systemInstanceTypes?: readonly string[];
  /**
   * Size of the `system` group.
   * @default { min: 2, max: 6 }
   */
  readonly systemNodes?: NodeCount;
  /**
   * Instance types of the spot `spark-executors` group, all of one size and architecture; more types mean fewer
   * interruptions. {@link instanceTypesLike} lists the siblings of one type.
   * @default instanceTypesLike('m6i.xlarge')
   */
  readonly executorInstanceTypes?: readonly string[];
  /**
   * Size of the `spark-executors` group.
   * @default { min: 0, max: 10 }
   */
  readonly executorNodes?: NodeCount;
  /**
   * Encrypted root disk of a node, in GiB. Spark spills here.
   * @default 100
   */
  readonly nodeDiskGib?: number;
  /**
   * Add-on versions, where the default of the Kubernetes version will not do.
   * @default {}
   */
  readonly addonVersions?: Readonly<Partial<Record<AddonName, string>>>;
  /**
   * Days that control-plane logs are kept; one of the values that CloudWatch takes.
   * @default 365
   */
  readonly logRetentionDays?: number;
}
