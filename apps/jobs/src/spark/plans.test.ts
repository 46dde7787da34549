import { aggregates, defaultMaintenance, defineTable, hourlyErrors, ingestedFiles, logs } from '@logex/log-schema';
import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { jobPlanSchema, planText, type JobPlan } from '../plan/job-plan.ts';
import { aggregatePlan, customSqlPlan } from './aggregate-plan.ts';
import { compileJobs } from './compiled-jobs.ts';
import { ingestPlan } from './ingest-plan.ts';
import { maintainPlan, maintenanceOf } from './maintain-plan.ts';
import { replayPlan } from './replay-plan.ts';
import { auditPlan } from './spark-audit.ts';
import { catalogOf } from './spark-warehouse.ts';
import type { SparkCatalog } from './spark-catalog.ts';
import { createSchemaPlan } from './spark-schema.ts';

const hadoop: SparkCatalog = { type: 'hadoop', warehouse: '/data/logs' };
const hive: SparkCatalog = { type: 'hive', warehouse: 's3a://lake/warehouse', metastore: 'thrift://metastore:9083' };
const ingestOptions = { paths: ['s3a://raw/logs'], batchBytes: 1_000_000, maxLineBytes: 1_048_576, minAgeSeconds: 60, dryRun: false };

const plans: Readonly<Record<string, JobPlan>> = {
  'create-schema': createSchemaPlan(hive),
  ingest: ingestPlan({ catalog: hive, ...ingestOptions }),
  'ingest-dry-run': ingestPlan({ catalog: hadoop, ...ingestOptions, dryRun: true }),
  aggregate: aggregatePlan(hourlyErrors, { catalog: hadoop, dryRun: false, full: false }),
  'custom-sql': customSqlPlan({ catalog: hadoop, namespace: 'analytics', table: 'by_level', sql: 'SELECT level FROM logs', dryRun: false }),
  audit: auditPlan(hadoop),
  replay: replayPlan({ catalog: hive, reason: 'invalid-json', maxLineBytes: 1_048_576, dryRun: false }),
  maintain: maintainPlan({ catalog: hive, retentionDays: 90, orphanHours: 48 }),
};

test.each(Object.keys(plans))('the plan of %s is the recorded one, and is a plan by the published schema', (name) => {
  const plan = plans[name];
  expectGolden(planText(plan!), new URL(`__golden__/${name}.plan.json`, import.meta.url));
  expect(jobPlanSchema.safeParse(plan).error).toBeUndefined();
});

test('plans hold no credentials and no endpoint', () => {
  for (const plan of Object.values(plans)) expect(planText(plan)).not.toMatch(/access.key|secret|endpoint|token/i);
});

test('compiled jobs are plans by the published schema, with holes where a cluster differs from another', () => {
  const { jobs } = compileJobs({ selects: { by_level: 'SELECT level FROM logs' } });

  expect(Object.fromEntries(Object.entries(jobs).map(([job, plans]) => [job, plans.map(({ file }) => file)]))).toEqual({
    'create-schema': ['create-schema.json'],
    ingest: ['ingest.json'],
    aggregate: [...aggregates.map(({ table }) => `${table.name}.json`), 'by_level.json'],
    maintain: ['maintain.json'],
  });
  for (const { plan } of Object.values(jobs).flat()) {
    expect(jobPlanSchema.safeParse(plan).error).toBeUndefined();
    expect(new Set(planText(plan).match(/\$\{[^}]*\}/g))).toEqual(new Set(['${warehouse}', '${metastore}', ...(plan.job === 'ingest' ? ['${input}'] : [])]));
  }
});

test('tables are maintained by the settings of the schema, unless others are given; those without days keep their rows', () => {
  expect(maintenanceOf(ingestedFiles, { retentionDays: 3 })).toEqual({ ...defaultMaintenance, snapshotsKept: 100, retentionDays: null });
  expect(maintenanceOf(logs, { retentionDays: 3, snapshotsKept: 60 })).toEqual({ ...defaultMaintenance, retentionDays: 3, snapshotsKept: 60 });
  const brief = defineTable({ name: 'brief', doc: 'A row.', columns: { partition_date: logs.columns.partition_date }, partitionBy: ['partition_date'], maintenance: { targetFileBytes: 1e6, retentionDays: 30 } });
  expect(maintenanceOf(brief, {})).toEqual({ ...defaultMaintenance, targetFileBytes: 1e6, retentionDays: 30 });
  expect(brief.properties['write.target-file-size-bytes']).toBe('1000000');
});

test('fails when a warehouse in an object store has no metastore', () => {
  expect(() => catalogOf('s3a://lake/warehouse', undefined)).toThrow('two writers could overwrite each other');
  expect(() => catalogOf('/data', 'metastore:9083')).toThrow('thrift://host:9083');
  expect(catalogOf('s3a://lake/warehouse', 'thrift://metastore:9083')).toEqual(hive);
});
