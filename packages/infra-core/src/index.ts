// Phase 1 as a whole
export {
  synthesizeFoundation,
  type FoundationSynthesis,
  type OutputDescription,
  type StatefulResource,
} from './foundation.ts';
export type { FoundationProps } from './foundation-props.ts';
export { foundationOutputsSchema, readFoundationOutputs, type FoundationOutputs } from './foundation-outputs.ts';
export { foundationDefaults, FoundationStack } from './stack/foundation-stack.ts';

// Stacks
export { awsProviderVersions, PlatformStack, terraformVersions, type PlatformStackProps } from './stack/platform-stack.ts';
export { synthesizeStack, type TerraformJson } from './stack/synthesize-stack.ts';
export type { LocalStateBackend, S3StateBackend, StateBackend } from './state/state-backend.ts';
export { stateBucketName, synthesizeStateBootstrap, type StateBootstrap, type StateBootstrapProps } from './state/state-bootstrap.ts';

// Network
export { Network, type NetworkProps } from './network/network.ts';
export type { NatGateways, NetworkSettings } from './network/network-settings.ts';
export { neededEndpoints } from './network/service-endpoints.ts';
export { https, TrafficRules, type Peer, type Ports, type TrafficRulesProps } from './network/traffic-rules.ts';

// Cluster
export { Cluster, defaultEksVersion, executorTaint, type ClusterProps } from './cluster/cluster.ts';
export type { AddonName, ClusterSettings, NodeCount } from './cluster/cluster-settings.ts';
export { eksHourlyUsd, eksVersions, eksVersionsAsOf, eksVersionSupport, type EksSupportState, type EksVersion, type EksVersionSupport } from './cluster/eks-versions.ts';
export { architectureOf, instanceTypesLike, type Architecture } from './cluster/instance-types.ts';
export { nodeGroupLabel, type NodeTaint } from './cluster/node-group.ts';

// Data
export { LakeBucket, type LakeBucketProps, type LifecycleRule } from './lake/lake-bucket.ts';
export { LakeBuckets, type LakeBucketsProps } from './lake/lake-buckets.ts';
export type { LakeEncryption, LakeSettings } from './lake/lake-settings.ts';
export { housekeepingRules } from './lake/lifecycle-rules.ts';
export { CatalogDatabase, type CatalogDatabaseProps } from './catalog/catalog-database.ts';
export type { CatalogDatabaseSettings } from './catalog/catalog-database-settings.ts';
export { ImageRegistries, type ImageRegistriesProps } from './registry/image-registries.ts';
export { defaultMirroredImages } from './registry/default-mirrored-images.ts';
export type { ImageSettings, MirroredImage } from './registry/image-settings.ts';

// Identity and encryption
export { WorkloadRole, type Grantee, type OidcTrust, type WorkloadRoleProps } from './identity/workload-role.ts';
export { WorkloadRoles, type WorkloadRolesProps } from './identity/workload-roles.ts';
export { WorkloadSecret, type WorkloadSecretProps } from './identity/workload-secret.ts';
export { defaultServiceAccounts, workloads, type ServiceAccount, type Workload } from './identity/workload.ts';
export type { PolicyStatement } from './identity/policy.ts';
export { PlatformKey, type PlatformKeyProps } from './encryption/platform-key.ts';

// Names, tags, guards
export { physicalName } from './naming.ts';
export { componentTags, projectTags, type Component } from './tags.ts';
export type { Removal, StatefulPart } from './removal.ts';

// Rules over synthesized output
export { checkPolicies } from './policy/check-policies.ts';
export type { PolicyFinding } from './policy/terraform-model.ts';
