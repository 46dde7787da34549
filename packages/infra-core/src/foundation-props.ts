import type { CatalogDatabaseSettings } from './catalog/catalog-database-settings.ts';
import type { ClusterSettings } from './cluster/cluster-settings.ts';
import type { ServiceAccount, Workload } from './identity/workload.ts';
import type { LakeSettings } from './lake/lake-settings.ts';
import type { NetworkSettings } from './network/network-settings.ts';
import type { ImageSettings } from './registry/image-settings.ts';
import type { StateBackend } from './state/state-backend.ts';

/** Everything that shapes the AWS side of a deployment; an empty object is a working trial. */
export interface FoundationProps {
  /**
   * Prefix of every physical name, and the `Project` tag: 3 to 24 lower-case letters, digits and dashes.
   * @default 'data-platform'
   */
  readonly projectName?: string;
  /**
   * AWS region; the `aws` and `aws-us-gov` partitions are known.
   * @default 'us-east-1'
   */
  readonly region?: string;
  /**
   * Nodes, endpoints and the database span several zones. Off, nodes and endpoints stand in the first zone; EKS and RDS
   * still get subnets in a second one, because they refuse less.
   * @default false
   */
  readonly multiAz?: boolean;
  /**
   * Tags on everything, beside `Project`, `ManagedBy` and `Component`.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /** VPC, subnets, NAT, endpoints, flow logs. */
  readonly network?: NetworkSettings;
  /** EKS version, access, node groups, add-ons. */
  readonly cluster?: ClusterSettings;
  /** Buckets, prefixes, encryption, lifecycle. */
  readonly lake?: LakeSettings;
  /** MySQL for the Hive Metastore. */
  readonly catalogDatabase?: CatalogDatabaseSettings;
  /** Repositories for our images and for mirrors of public ones. */
  readonly images?: ImageSettings;
  /**
   * Service account that may take each role, where it differs from {@link defaultServiceAccounts}.
   * @default {}
   */
  readonly serviceAccounts?: Readonly<Partial<Record<Workload, ServiceAccount>>>;
  /**
   * Where Terraform keeps its state.
   * @default { kind: 'local', path: 'terraform.tfstate' }
   */
  readonly backend?: StateBackend;
  /**
   * Addresses of stateful resources whose guards are lifted: `prevent_destroy` and deletion protection off, buckets and
   * repositories emptied. Apply first, then destroy; `'*'` means all of them.
   * @default []
   */
  readonly allowDestroy?: readonly string[];
}
