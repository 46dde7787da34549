import { expect, test } from 'vitest';
import { configSchema } from '../config/config-schema.ts';
import { foundation } from '../stacks/foundation.ts';
import { neededActions } from './needed-actions.ts';
import { neededQuotas } from './needed-quotas.ts';

const everything = await foundation({
  config: configSchema.parse({ multi_az: true, enable_nat_gateway: true, lake_encryption: 'kms', public_access_cidrs: ['203.0.113.0/24'], admin_principal_arns: ['arn:aws:iam::123456789012:role/platform'] }),
  allowDestroy: [],
});

test('the actions of every resource type of the foundation are known', () => {
  expect(neededActions(everything).unlistedTypes).toEqual([]);
});

test('actions are named by service and are no wildcards', () => {
  expect(neededActions(everything).actions.filter((action) => !/^[a-z0-9-]+:[A-Z][A-Za-z]+$/u.test(action))).toEqual([]);
});

test('quotas follow the stack: gateways, endpoints, processors of the largest size', async () => {
  const needed = Object.fromEntries(neededQuotas(everything).map(({ id, needed: count }) => [id, count]));
  const small = Object.fromEntries(neededQuotas(await foundation({ config: configSchema.parse({ node_max: 2 }), allowDestroy: [] })).map(({ id, needed: count }) => [id, count]));

  expect(needed).toMatchObject({ vpc: 1, 'eks-cluster': 1, 'db-instance': 1, 'on-demand-processors': 12, 'spot-processors': 40 });
  expect(needed['nat-gateway']).toBeGreaterThan(1);
  expect(small).toMatchObject({ 'spot-processors': 8 });
  expect(small['nat-gateway']).toBeUndefined();
});
