import { stackResources } from '../plan/stack-resources.ts';
import type { Stack } from '../stacks/stack.ts';

/** A service quota that a stack draws on. */
export interface NeededQuota {
  readonly id: string;
  readonly what: string;
  readonly service: string;
  readonly code: string;
  /** How much of it the stack itself takes; what the account uses already is not in it. */
  readonly needed: number;
}

interface QuotaRule extends Omit<NeededQuota, 'needed'> {
  readonly type: string;
  readonly counts?: (values: Readonly<Record<string, unknown>>) => boolean;
}

const rules: readonly QuotaRule[] = [
  { id: 'vpc', what: 'VPCs in the region', service: 'vpc', code: 'L-F678F1CE', type: 'aws_vpc' },
  { id: 'nat-gateway', what: 'NAT gateways in a zone', service: 'vpc', code: 'L-FE5A380F', type: 'aws_nat_gateway' },
  { id: 'interface-endpoint', what: 'interface endpoints of a VPC', service: 'vpc', code: 'L-29B6F2EB', type: 'aws_vpc_endpoint', counts: ({ vpc_endpoint_type: type }) => type === 'Interface' },
  { id: 'elastic-address', what: 'Elastic IP addresses', service: 'ec2', code: 'L-0263D0A3', type: 'aws_eip' },
  { id: 'eks-cluster', what: 'EKS clusters', service: 'eks', code: 'L-1194D53C', type: 'aws_eks_cluster' },
  { id: 'db-instance', what: 'RDS instances', service: 'rds', code: 'L-40F3FC7C', type: 'aws_db_instance' },
];

/** The quotas that the stack draws on, and by how much. */
export function neededQuotas(stack: Stack): NeededQuota[] {
  const resources = stackResources(stack);
  const counted = rules.map(({ type, counts = () => true, ...rule }) => ({
    ...rule,
    needed: resources.filter((resource) => resource.type === type && counts(resource.arguments)).length,
  }));
  return [...counted, ...processorQuotas(resources)].filter(({ needed }) => needed > 0);
}

/** Processors of the largest size that the node groups may grow to, by way of buying. */
function processorQuotas(resources: ReturnType<typeof stackResources>): NeededQuota[] {
  const groups = resources.filter(({ type }) => type === 'aws_eks_node_group').map(({ arguments: values }) => values);
  const needed = (spot: boolean): number =>
    groups.filter(({ capacity_type: capacity }) => (capacity === 'SPOT') === spot).reduce((total, group) => total + most(group['scaling_config']) * processors(group['instance_types']), 0);
  return [
    { id: 'on-demand-processors', what: 'processors of on-demand standard instances', service: 'ec2', code: 'L-1216C47A', needed: needed(false) },
    { id: 'spot-processors', what: 'processors of spot standard instances', service: 'ec2', code: 'L-34B43A08', needed: needed(true) },
  ];
}

function most(scaling: unknown): number {
  return Number(((Array.isArray(scaling) ? scaling[0] : scaling) as { max_size?: number } | undefined)?.max_size ?? 0);
}

function processors(types: unknown): number {
  const of = (type: string): number => 2 * Math.max(1, 2 * Number(/\.(\d*)xlarge$/u.exec(type)?.[1] || (type.endsWith('.xlarge') ? 1 : 0)));
  return Array.isArray(types) ? Math.max(0, ...types.map((type) => of(String(type)))) : 0;
}
