import type { Stack } from '../stacks/stack.ts';
import type { Orphan } from './orphan.ts';

/** What the stacks of a sweep are made from. */
export interface OrphanStackOptions {
  readonly projectName: string;
  readonly region: string;
  /** Versions of the AWS provider that are accepted. */
  readonly providerVersions: string;
}

/** Tags that Kubernetes controllers put on what they make for a cluster, as key and value. */
export function ownershipTags(cluster: string): readonly (readonly [key: string, value: string])[] {
  return [
    [`kubernetes.io/cluster/${cluster}`, 'owned'],
    ['KubernetesCluster', cluster],
    ['elbv2.k8s.aws/cluster', cluster],
    ['cluster.k8s.amazonaws.com/name', cluster],
  ];
}

/** A stack of nothing but questions: the resources with a tag of one of the clusters, and the clusters that run. */
export function lookupStack(options: OrphanStackOptions, clusters: readonly string[]): Stack {
  const tags = clusters.flatMap(ownershipTags);
  const owned = Object.fromEntries(tags.map(([key, value], place) => [`owned_${place}`, { tag_filter: [{ key, values: [value] }] }]));
  const found = Object.keys(owned).map((name) => `data.aws_resourcegroupstaggingapi_resources.${name}.resource_tag_mapping_list`);
  return stack(options, {
    data: { aws_resourcegroupstaggingapi_resources: owned, aws_eks_clusters: { running: {} } },
    output: {
      found: { value: `\${[for found in concat(${found.join(', ')}) : { arn = found.resource_arn, tags = found.tags }]}` },
      running: { value: '${data.aws_eks_clusters.running.names}' },
    },
  });
}

/** A stack that takes orphans in by import, as they are, so that Terraform can then destroy them. */
export function orphanStack(options: OrphanStackOptions, orphans: readonly Orphan[]): Stack {
  const groups = orphans.filter(({ type }) => type === 'aws_security_group').map(orphanAddress);
  const byType = Map.groupBy(orphans, ({ type }) => type);
  const resources = [...byType].map(([type, some]) => {
    const after = type === 'aws_network_interface' || type.endsWith('lb') ? { depends_on: groups } : {};
    return [type, Object.fromEntries(some.map((orphan) => [resourceName(orphan), { ...argumentsByType[type], ...after }]))];
  });
  const imports = orphans.map((orphan) => ({ to: orphanAddress(orphan), id: orphan.importId }));
  return stack(options, orphans.length === 0 ? {} : { resource: Object.fromEntries(resources), import: imports });
}

/** Terraform address that an orphan is imported to; the same in every run. */
export function orphanAddress(orphan: Orphan): string {
  return `${orphan.type}.${resourceName(orphan)}`;
}

// Terraform asks for these arguments; nothing is changed to them.
const asItIs = { lifecycle: { ignore_changes: 'all' } };
const argumentsByType: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_lb: { subnets: ['unchanged'], ...asItIs },
  aws_elb: { listener: [{ instance_port: 1, instance_protocol: 'tcp', lb_port: 1, lb_protocol: 'tcp' }], ...asItIs },
  aws_network_interface: { subnet_id: 'unchanged', ...asItIs },
  aws_ebs_volume: { availability_zone: 'unchanged', size: 1, ...asItIs },
  // Groups may name each other in their rules, so that none could go before these.
  aws_security_group: {
    revoke_rules_on_delete: true,
    lifecycle: { ignore_changes: ['name', 'name_prefix', 'description', 'vpc_id', 'ingress', 'egress', 'tags', 'tags_all'] },
  },
};

function resourceName({ id }: Orphan): string {
  return `left_${id}`;
}

function stack({ projectName, region, providerVersions }: OrphanStackOptions, parts: Readonly<Record<string, unknown>>): Stack {
  return {
    name: `${projectName}-orphans`,
    terraformJson: {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: providerVersions } }, backend: { local: { path: 'terraform.tfstate' } } },
      provider: { aws: [{ region }] },
      ...parts,
    },
    components: {},
    stateful: [],
  };
}
