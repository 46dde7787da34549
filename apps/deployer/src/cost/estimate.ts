import { compareComponents, componentOf } from '../plan/component.ts';
import { stackResources } from '../plan/stack-resources.ts';
import type { Stack } from '../stacks/stack.ts';
import { noUse, type CostLine, type ExpectedUse } from './cost-line.ts';
import { prices, pricesAsOf, pricesRegion, type Price } from './price-table.ts';
import { resourceCosts } from './resource-costs.ts';

/** What a stack costs in a month, as far as the price table knows. */
export interface Estimate {
  readonly currency: 'USD';
  readonly pricesAsOf: string;
  readonly pricesRegion: string;
  /** Equal lines of a component are one, with their quantities added. */
  readonly lines: readonly CostLine[];
  /** US dollars a month by component. */
  readonly components: Readonly<Record<string, number>>;
  /** US dollars a month. */
  readonly total: number;
  /** What is not in the total, one sentence part each. */
  readonly unknown: readonly string[];
}

/** What an estimate is made with. */
export interface EstimateOptions {
  readonly region: string;
  /** @default noUse */
  readonly use?: ExpectedUse;
  /**
   * Dollars an hour that the cluster costs more, for a version in extended support.
   * @default 0
   */
  readonly clusterSurcharge?: number;
}

/** The monthly cost of `stack`; pure, the same for the same input. */
export function estimate(stack: Stack, { region, use = noUse, clusterSurcharge = 0 }: EstimateOptions): Estimate {
  const resources = new Map(stackResources(stack).map((resource) => [resource.address, resource]));
  const unknown = new Set<string>(region === pricesRegion ? [] : [`what ${region} costs more or less than ${pricesRegion}`]);
  const lines: CostLine[] = [];
  for (const resource of resources.values()) {
    const cost = resourceCosts[resource.type]?.(resource, { use, resources, clusterSurcharge });
    const component = componentOf(resource.address, resource.type, stack.components);
    lines.push(...(cost?.lines ?? []).map((line) => ({ component, ...line })));
    for (const what of cost?.unknown ?? []) unknown.add(what);
  }
  const traffic = trafficPrice([...resources.values()].map(({ type }) => type));
  if (use.trafficGb > 0) lines.push({ component: 'network', what: traffic.what, quantity: use.trafficGb, price: traffic.price, monthly: use.trafficGb * traffic.price.usd });
  if (use.trafficGb === 0) unknown.add(`traffic: $${prices.endpointTraffic.usd} a GB through endpoints, $${prices.natTraffic.usd} through NAT, and between zones`);
  const merged = mergeLines(lines).sort((left, right) => compareComponents(left.component, right.component) || right.monthly - left.monthly);
  const components = [...new Set(merged.map(({ component }) => component))];
  const sum = (some: readonly CostLine[]): number => cents(some.reduce((total, { monthly }) => total + monthly, 0));
  return {
    currency: 'USD',
    pricesAsOf,
    pricesRegion,
    lines: merged,
    components: Object.fromEntries(components.map((component) => [component, sum(merged.filter((line) => line.component === component))])),
    total: sum(merged),
    unknown: [...unknown, 'discounts, taxes and the free tier'],
  };
}

// With endpoints beside NAT, what nodes say to AWS takes the endpoints.
function trafficPrice(types: readonly string[]): { readonly what: string; readonly price: Price } {
  return types.includes('aws_vpc_endpoint') || !types.includes('aws_nat_gateway')
    ? { what: 'traffic through endpoints', price: prices.endpointTraffic }
    : { what: 'traffic through NAT', price: prices.natTraffic };
}

function mergeLines(lines: readonly CostLine[]): CostLine[] {
  const groups = Map.groupBy(lines, ({ component, what, price }) => `${component}|${what}|${price.usd}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const add = (pick: (line: CostLine) => number): number => group.reduce((total, line) => total + pick(line), 0);
    return [{ ...first, quantity: add(({ quantity }) => quantity), monthly: cents(add(({ monthly }) => monthly)) }];
  });
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;
