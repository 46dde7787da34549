import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogexError } from '@logex/log-schema';
import { synthesizeFoundation } from '@logex/infra-core';
import { expectGolden, temporaryFolder } from '@logex/testing';
import { parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';
import { runCli } from '../__fixtures__/run-cli.ts';
import { writeKubernetesInputs } from '../__fixtures__/kubernetes-inputs.ts';
import type { KubernetesPlan } from '../kubernetes/kubernetes-plan.ts';
import { apply } from './apply.ts';
import type { CommandContext } from './command-context.ts';
import { plan, type PlanCommandOptions } from './plan.ts';

const golden = (name: string): URL => new URL(`../__golden__/${name}`, import.meta.url);
const withoutHelm = { LOGEX_HELM: 'no-such-helm' };
const context = (base = temporaryFolder()): CommandContext => ({ base, environment: withoutHelm, today: new Date('2026-11-24T00:00:00Z'), emit: () => undefined });

async function dryRun(base: string, options: PlanCommandOptions = {}): Promise<{ text: string; value: KubernetesPlan }> {
  const { text, value } = await plan(context(base), { phase: 'kubernetes', dryRun: true, ...options });
  return { text, value: value as KubernetesPlan };
}

function folderWithInputs(): string {
  const folder = temporaryFolder();
  writeKubernetesInputs(folder);
  return folder;
}

const objectsOf = (value: KubernetesPlan) => value.stages.flatMap(({ objects }) => objects);

test('a dry run shows every object by stage, the charts that were not rendered, and what is a placeholder', async () => {
  const { text } = await dryRun(temporaryFolder());

  expectGolden(text.replaceAll(/-[0-9a-f]{8}$/gmu, '-<hash>'), golden('plan-kubernetes.txt'));
});

test('with digests and compiled jobs only the outputs of phase 1 are placeholders', async () => {
  const { value } = await dryRun(folderWithInputs());

  expect(value.placeholders).toEqual([expect.stringContaining('000000000000')]);
  expect(JSON.stringify(value.stages)).not.toContain(`sha256:${'0'.repeat(64)}`);
});

test('with the outputs of phase 1 nothing is a placeholder, and what it made is what the objects name', async () => {
  const folder = folderWithInputs();
  const { terraformJson } = synthesizeFoundation({});
  const applied = JSON.parse(JSON.stringify((terraformJson['output'] as { foundation: { value: object } }).foundation.value).replaceAll(/\$\{\w+\.(\w+)[^}]*\}/gu, 'made-by-aws-$1')) as object;
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ foundation: { value: applied } }));

  const { value } = await dryRun(folder, { outputs: 'outputs.json' });

  expect(value.placeholders).toEqual([]);
  expect(JSON.stringify(value.stages)).toContain('s3a://made-by-aws-lake_iceberg/warehouse');
});

test('--yaml prints the objects as documents, and says first what is not in them', async () => {
  const folder = folderWithInputs();
  const { text } = await dryRun(folder, { yaml: true });
  const { value } = await dryRun(folder);

  expect(parseAllDocuments(text).map((document) => document.toJS() as object)).toEqual(objectsOf(value));
  expect(text.split('\n')[0]).toBe('# charts that were not rendered:');
});

test('the command prints YAML; with --json one line with the objects', async () => {
  const folder = folderWithInputs();
  const yaml = await runCli(folder, ['plan', '--phase', 'kubernetes', '--dry-run', '--yaml'], withoutHelm);
  const json = await runCli(folder, ['plan', '--phase', 'kubernetes', '--dry-run', '--json'], withoutHelm);

  expect([yaml.exitCode, yaml.stderr, json.exitCode]).toEqual([0, '', 0]);
  expect(yaml.stdout).toContain('kind: ScheduledSparkApplication');
  expect(json.events).toMatchObject([{ type: 'result', command: 'plan', result: { phase: 'kubernetes', dryRun: true, stages: expect.any(Array) as unknown, charts: expect.any(Array) as unknown } }]);
});

test('jobs read and write where their role may', async () => {
  const { value } = await dryRun(folderWithInputs());
  const text = JSON.stringify(value.stages);
  const policy = JSON.stringify((synthesizeFoundation({}).terraformJson['resource'] as Record<string, Record<string, unknown>>)['aws_iam_role_policy']?.['workloads_spark_permissions']);

  expect(text).toContain('s3a://data-platform-raw-000000000000/logs/');
  expect(text).toContain('s3a://data-platform-iceberg-000000000000/warehouse');
  expect(policy).toContain('/logs/*');
  expect(policy).toContain('/warehouse/*');
});

test('service accounts are those that the roles of phase 1 trust, whatever the namespaces', async () => {
  const set = ['spark_namespace=batch', 'hive_namespace=metadata', 'clickhouse_namespace=olap'];
  const { value } = await dryRun(folderWithInputs(), { set });
  const { terraformJson } = synthesizeFoundation({
    serviceAccounts: { spark: { namespace: 'batch', name: 'spark' }, 'hive-metastore': { namespace: 'metadata', name: 'hive-metastore' }, clickhouse: { namespace: 'olap', name: 'clickhouse' } },
  });
  const trusted = [...JSON.stringify(terraformJson).matchAll(/system:serviceaccount:([a-z0-9-]+):([a-z0-9-]+)/gu)].map(([, namespace, name]) => `${namespace}/${name}`);
  const accounts = objectsOf(value).filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`);

  expect(accounts).toEqual(['batch/spark', 'metadata/hive-metastore', 'olap/clickhouse']);
  expect(trusted).toEqual(expect.arrayContaining(accounts));
});

test('deploy_spark_jobs takes away the schedules, hive_metastore_replicas and the size of ClickHouse arrive', async () => {
  const { value } = await dryRun(folderWithInputs(), { set: ['deploy_spark_jobs=false', 'hive_metastore_replicas=3', 'clickhouse_memory_gib=16', 'clickhouse_client_cidrs=192.168.7.0/24'] });
  const kinds = objectsOf(value).map(({ kind }) => kind);

  expect(kinds).toContain('SparkApplication');
  expect(kinds).not.toContain('ScheduledSparkApplication');
  expect(objectsOf(value).find(({ kind }) => kind === 'Deployment')).toMatchObject({ spec: { replicas: 3 } });
  expect(objectsOf(value).find(({ kind }) => kind === 'StatefulSet')).toMatchObject({ spec: { template: { spec: { containers: [{ resources: { limits: { memory: '16Gi' } } }] } } } });
  expect(objectsOf(value).find(({ metadata }) => metadata?.name === 'clickhouse-external')).toMatchObject({ spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['192.168.7.0/24'] } });
});

test('an image of the metastore by digest takes the place of ours', async () => {
  const image = `registry.example/hive@sha256:${'9'.repeat(64)}`;
  const { value } = await dryRun(folderWithInputs(), { set: [`hive_metastore_image=${image}`] });

  expect(JSON.stringify(objectsOf(value).find(({ kind }) => kind === 'Deployment'))).toContain(image);
});

test.each<[string, string, PlanCommandOptions]>([
  ['there is no kubeconfig', 'k8s/kubeconfig-unreadable', { dryRun: false, kubeconfig: 'absent' }],
  ['--yaml is given for phase 1', 'deployer/option-not-for-phase', { dryRun: true, yaml: true }],
  ['a file that is named is missing', 'deployer/input-unreadable', { images: 'absent.json' }],
  ['a digest is a tag', 'deployer/input-unreadable', { images: 'tags.json' }],
  ['a chart has a name that nobody uses', 'deployer/input-unreadable', { charts: 'charts.json' }],
  ['outputs are of another shape', 'infra/outputs-unreadable', { outputs: 'tags.json' }],
])('fails when %s', async (_, code, options) => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tags.json'), JSON.stringify({ spark: 'latest' }));
  writeFileSync(join(folder, 'charts.json'), JSON.stringify({ redis: { kind: 'folder', path: 'redis' } }));

  const fault = await plan(context(folder), { phase: 'kubernetes', dryRun: true, ...options, ...(options.yaml === true ? { phase: 'infra' } : {}) }).catch((error: unknown) => error);

  expect(fault).toBeInstanceOf(LogexError);
  expect(fault).toMatchObject({ code });
});

test('fails when a cluster would get placeholders; all that is missing is told at once', async () => {
  const fault = (await apply(context(), { phase: 'kubernetes' }).catch((error: unknown) => error)) as LogexError;

  expect(fault).toMatchObject({ code: 'deployer/placeholders-refused', kind: 'usage' });
  for (const missing of ['outputs by --outputs', 'digests of spark-ingest, spark-aggregate, hive-metastore, clickhouse-server', 'plans of the jobs', 'the chart external-secrets']) expect(fault.message).toContain(missing);
});
