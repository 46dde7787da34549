import type { StackResource } from '../plan/stack-resources.ts';
import type { ExpectedUse, ResourceCost } from './cost-line.ts';
import { databasePrice, hoursPerMonth, instancePrice, prices, spotShare, type Price } from './price-table.ts';

/** What a resource is priced with. */
export interface PricingContext {
  readonly use: ExpectedUse;
  /** All resources of the stack by address. */
  readonly resources: ReadonlyMap<string, StackResource>;
  /** Dollars an hour that the cluster costs more, for a version in extended support. */
  readonly clusterSurcharge: number;
}

type Pricing = (resource: StackResource, context: PricingContext) => ResourceCost;

/** How each type is priced; a type that is not here costs nothing by itself. */
export const resourceCosts: Readonly<Record<string, Pricing>> = {
  aws_eks_cluster: (_resource, { clusterSurcharge }) => {
    const surcharge: Price = { ...prices.cluster, usd: clusterSurcharge, seen: 'notices of AWS, in force since 2024-05-01' };
    return known(hourly('control plane', 1, prices.cluster), ...(clusterSurcharge > 0 ? [hourly('extended support of the version', 1, surcharge)] : []));
  },
  aws_eks_node_group: nodeGroup,
  aws_nat_gateway: () => known(hourly('NAT gateway', 1, prices.natGateway)),
  aws_eip: () => known(hourly('public address', 1, prices.publicAddress)),
  aws_vpc_endpoint: ({ arguments: { vpc_endpoint_type: type, subnet_ids: subnets } }) => {
    if (type !== 'Interface') return known();
    const zones = Array.isArray(subnets) ? subnets.length : 1;
    return known(hourly('interface endpoint', zones, prices.interfaceEndpoint));
  },
  aws_db_instance: ({ arguments: { instance_class: size, allocated_storage: disk, multi_az: multiAz } }) => {
    const zones = multiAz === true ? 2 : 1;
    const price = databasePrice(String(size));
    const storage = amount('disk of the database', Number(disk ?? 0) * zones, prices.databaseDisk);
    return price === undefined ? { lines: storage, unknown: [`the price of ${String(size)}`] } : known(hourly(`database ${String(size)}`, zones, price), ...storage);
  },
  aws_kms_key: () => known(...amount('key', 1, prices.key)),
  aws_secretsmanager_secret: () => known(...amount('secret', 1, prices.secret)),
  aws_ecr_repository: () => unknown(`images in the registries, $${prices.imageStorage.usd} a GB and month`),
  aws_cloudwatch_log_group: () => unknown(`logs of the control plane and of flows, $${prices.logIngestion.usd} a GB`),
  aws_s3_bucket: ({ address }, { use }) => {
    const gb = /raw/u.test(address) ? use.rawGb : use.icebergGb;
    const rate = `$${prices.standardStorage.usd} a GB and month, $${prices.infrequentStorage.usd} in Infrequent Access`;
    return gb === 0 ? unknown(`objects in the buckets, ${rate}`) : known(...amount(/raw/u.test(address) ? 'raw log files' : 'Iceberg tables', gb, prices.standardStorage));
  },
};

function nodeGroup(resource: StackResource, context: PricingContext): ResourceCost {
  const { instance_types: types, capacity_type: capacity, scaling_config: scaling } = resource.arguments;
  const type = String((Array.isArray(types) ? types[0] : undefined) ?? 'none');
  const price = instancePrice(type);
  if (price === undefined) return unknown(`the price of ${type}`);
  const disk = amount('disks of nodes', nodes(scaling) * diskGb(resource, context), prices.nodeDisk);
  if (capacity !== 'SPOT') return known(hourly(`${type} on demand`, nodes(scaling), price), ...disk);
  const spot: Price = { usd: price.usd * spotShare, unit: price.unit, basis: 'estimate', source: price.source };
  const lines = [...(nodes(scaling) > 0 ? [hourly(`${type} spot`, nodes(scaling), spot)] : []), ...amount(`${type} spot, hours of executors`, context.use.executorHours, spot), ...disk];
  return { lines, unknown: [`spot prices: counted as ${spotShare * 100}% of on demand, $${spot.usd.toFixed(4)} for an hour of ${type}`] };
}

function nodes(scaling: unknown): number {
  const config = (Array.isArray(scaling) ? scaling[0] : scaling) as { desired_size?: number; min_size?: number } | undefined;
  return Number(config?.desired_size ?? config?.min_size ?? 0);
}

function diskGb({ arguments: { launch_template: reference, disk_size: size } }: StackResource, { resources }: PricingContext): number {
  const template = /\$\{(aws_launch_template\.[\w-]+)\./u.exec(JSON.stringify(reference ?? ''))?.[1];
  const found = /"volume_size":"?(\d+)/u.exec(JSON.stringify(resources.get(template ?? '')?.arguments ?? {}))?.[1];
  return Number(found ?? size ?? 20);
}

const known = (...lines: ResourceCost['lines']): ResourceCost => ({ lines, unknown: [] });
const unknown = (...what: string[]): ResourceCost => ({ lines: [], unknown: what });
const hourly = (what: string, quantity: number, price: Price): ResourceCost['lines'][number] => ({ what, quantity, price, monthly: quantity * price.usd * hoursPerMonth });
const amount = (what: string, quantity: number, price: Price): ResourceCost['lines'] => (quantity === 0 ? [] : [{ what, quantity, price, monthly: quantity * price.usd }]);
