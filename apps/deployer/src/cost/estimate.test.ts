import { expect, test } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config-schema.ts';
import { foundation } from '../stacks/foundation.ts';
import type { Stack } from '../stacks/stack.ts';
import { compareNetworks, compareSpot } from './compare-costs.ts';
import { estimate, type Estimate } from './estimate.ts';
import { databasePrice, hoursPerMonth, instancePrice, prices, type Price } from './price-table.ts';

const estimateOf = async (input: ConfigInput, options: Partial<Parameters<typeof estimate>[1]> = {}): Promise<Estimate> =>
  estimate(await foundation({ config: configSchema.parse(input), allowDestroy: [] }), { region: 'us-east-1', ...options });
const lineOf = ({ lines }: Estimate, what: string) => lines.find((line) => line.what === what);

test('lines add up to their components, and these to the total', async () => {
  const { lines, components, total } = await estimateOf({ multi_az: true, enable_nat_gateway: true });
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

  for (const [component, monthly] of Object.entries(components)) {
    expect(sum(lines.filter((line) => line.component === component).map((line) => line.monthly))).toBeCloseTo(monthly, 1);
  }
  expect(sum(Object.values(components))).toBeCloseTo(total, 1);
});

test('every variable that costs something moves the estimate', async () => {
  const { total } = await estimateOf({});
  const dearer: readonly ConfigInput[] = [
    { multi_az: true }, { enable_nat_gateway: true }, { sys_node_size: ['m6i.2xlarge'] }, { sys_node_min: 4 }, { db_instance_class: 'db.m6g.large' }, { db_allocated_storage: 500 },
  ];

  for (const input of dearer) expect([input, (await estimateOf(input)).total]).toEqual([input, expect.toSatisfy((dear: number) => dear > total)]);
});

test('the control plane, with and without extended support', async () => {
  expect(lineOf(await estimateOf({}), 'control plane')?.monthly).toBe(73);
  expect(lineOf(await estimateOf({}, { clusterSurcharge: 0.5 }), 'extended support of the version')?.monthly).toBe(365);
});

test('expected use is counted, and is named as unknown without', async () => {
  const none = await estimateOf({});
  const some = await estimateOf({}, { use: { executorHours: 100, rawGb: 1000, icebergGb: 200, trafficGb: 50 } });

  expect(none.unknown.join(' ')).toMatch(/objects in the buckets.*traffic|traffic.*objects in the buckets/u);
  expect(some.unknown.join(' ')).not.toMatch(/objects in the buckets|traffic:/u);
  expect(lineOf(some, 'raw log files')?.monthly).toBe(1000 * prices.standardStorage.usd);
  expect(lineOf(some, 'traffic through endpoints')?.monthly).toBe(50 * prices.endpointTraffic.usd);
  expect(some.lines.some(({ what }) => what.includes('hours of executors'))).toBe(true);
});

test('what the table does not know is said', async () => {
  const stack: Stack = { name: 's', components: {}, stateful: [], terraformJson: { resource: { aws_eks_node_group: { g: { instance_types: ['x9.large'], scaling_config: { min_size: 1 } } }, aws_db_instance: { d: { instance_class: 'db.x9.large' } } } } };

  expect(estimate(stack, { region: 'eu-west-1' }).unknown).toEqual(expect.arrayContaining(['the price of x9.large', 'the price of db.x9.large', 'what eu-west-1 costs more or less than us-east-1']));
});

test('sizes of a family follow from its large', () => {
  expect(instancePrice('m6i.large')?.usd).toBe(0.096);
  expect(instancePrice('m6i.xlarge')?.usd).toBeCloseTo(0.192, 6);
  expect(instancePrice('m6i.4xlarge')?.usd).toBeCloseTo(0.768, 6);
  expect(databasePrice('db.t4g.small')?.usd).toBeCloseTo(0.032, 3);
  expect(instancePrice('m6i.metal')).toBeUndefined();
});

test('endpoints against NAT, and spot against on demand', async () => {
  const withEndpoints = await estimateOf({});
  const withNat = await estimateOf({ create_vpc_endpoints: false, enable_nat_gateway: true });
  const { endpoints, nat, endpointsCheaperFromGb } = compareNetworks(withEndpoints, withNat);

  expect(nat).toBeCloseTo((prices.natGateway.usd + prices.publicAddress.usd) * hoursPerMonth, 2);
  expect(endpoints + endpointsCheaperFromGb * prices.endpointTraffic.usd).toBeLessThanOrEqual(nat + endpointsCheaperFromGb * prices.natTraffic.usd);
  expect(compareSpot('m6i.xlarge')).toMatchObject({ onDemandHour: 0.192, spotHour: 0.0672 });
  expect(compareSpot('x9.large')).toBeUndefined();
});

test('a list price says what it was read in, an estimate says that it is one', () => {
  const all = [...Object.values(prices), instancePrice('m6i.large'), databasePrice('db.t4g.small')].filter((price) => price !== undefined);

  for (const { basis, seen } of all as readonly Price[]) expect([basis, seen === undefined]).toEqual([basis, basis === 'estimate']);
  expect([instancePrice('m6i.large')?.basis, databasePrice('db.t4g.small')?.basis]).toEqual(['list', 'estimate']);
});
