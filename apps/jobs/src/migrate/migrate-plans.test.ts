import { evolution } from '@logex/log-schema';
import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { jobPlanSchema, planText } from '../plan/job-plan.ts';
import { ordersVersions } from './__fixtures__/recorded-tables.ts';
import { alterationPlan, metadataFilesPlan, namespacesPlan, schemaFactsPlan, tablesPlan } from './migrate-plans.ts';

const catalog = { type: 'hive', warehouse: 's3a://lake/warehouse', metastore: 'thrift://metastore:9083' } as const;

test('the plans of a migration are the recorded ones, and are plans by the published schema', async () => {
  const [first, , third] = await ordersVersions();
  if (!first || !third) throw new Error('there are no orders');
  const from = evolution.recordTable(first);
  const migration = { table: third, from, to: third, changes: evolution.compareTables(from, evolution.recordTable(third)), lastColumnId: 8 };
  const plans = [
    namespacesPlan(catalog),
    tablesPlan(catalog, [third]),
    metadataFilesPlan(catalog, [first, third]),
    schemaFactsPlan([{ table: 'orders', file: 's3a://lake/warehouse/orders/metadata/00001-a.metadata.json' }]),
    alterationPlan(catalog, [], [migration]),
  ];

  for (const plan of plans) expect(jobPlanSchema.safeParse(plan).error).toBeUndefined();
  expectGolden(plans.map(planText).join(''), new URL('__golden__/migrate.plans.json', import.meta.url));
});
