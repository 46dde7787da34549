import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { pluginFolder, pluginFolderVariable, sayNotRun, startMockAws } from '@logex/aws-checks';
import type { FoundationOutputs } from '@logex/infra-core';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli, type CliRun } from '../__fixtures__/run-cli.ts';
import type { Check } from '../preflight/check.ts';
import type { PlanResult } from './plan.ts';

const plugins = pluginFolder();
const resultOf = <Value>({ events, stdout, stderr }: CliRun): Value => {
  const [result] = events.flatMap((event) => (event.type === 'result' ? [event.result as Value] : []));
  if (result === undefined) throw new Error(`no result:\n${stdout}\n${stderr}`);
  return result;
};

// The mock stands for AWS: what passes shows that the real provider takes the deployer's runs, not that AWS does.
if (plugins === undefined) {
  sayNotRun('the deployer with the real AWS provider against a mock of AWS', `${pluginFolderVariable}, a folder of unpacked Terraform plugins`);
} else {
  test('the whole foundation: plan, apply, outputs, kubeconfig, drift, destroy', async () => {
    const mock = await startMockAws();
    try {
      await wholeCycle({ ...mock.env, LOGEX_TF_PLUGIN_DIR: plugins }, mock.override);
    } finally {
      await mock.stop();
    }
  }, 600_000);
}

async function wholeCycle(environment: Readonly<Record<string, string>>, override: string): Promise<void> {
  const folder = temporaryFolder();
  const run = (...args: string[]): Promise<CliRun> => runCli(folder, [...args, '--json'], environment);
  const workFolder = join(folder, '.logex', 'data-platform-foundation');
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(join(workFolder, 'mock_override.tf.json'), override);

  const planned = resultOf<PlanResult>(await run('plan'));
  expect(planned.counts.create).toBeGreaterThan(100);
  expect((await run('apply')).events.at(-1)).toMatchObject({ type: 'result' });
  expect(resultOf<PlanResult>(await run('plan')).counts).toMatchObject({ create: 0, update: 0, replace: 0, destroy: 0 });

  const outputs = resultOf<FoundationOutputs>(await run('outputs'));
  expect(outputs).toMatchObject({ projectName: 'data-platform', region: 'us-east-1', cluster: { version: '1.33' } });
  const kubeconfig = resultOf<{ kubeconfig: string }>(await run('kubeconfig', '--print')).kubeconfig;
  expect(kubeconfig).toContain(outputs.cluster.endpoint);

  const drift = async (): Promise<Check | undefined> => resultOf<{ checks: Check[] }>(await run('doctor')).checks.find(({ id }) => id === 'drift');
  expect(await drift()).toMatchObject({ result: 'ok' });
  const client = new EC2Client({ region: 'us-east-1', endpoint: environment['AWS_ENDPOINT_URL'] ?? '', credentials: { accessKeyId: 'mock', secretAccessKey: 'mock' } });
  await client.send(new DeleteTagsCommand({ Resources: [outputs.network.vpcId], Tags: [{ Key: 'Component' }] }));
  expect(await drift()).toMatchObject({ result: 'warning', found: expect.stringContaining('aws_vpc.network') as string });

  const destroyed = resultOf<{ kept: { address: string }[] }>(await run('destroy', '--yes'));
  expect(destroyed.kept.map(({ address }) => address)).toEqual(expect.arrayContaining(['aws_s3_bucket.lake_raw', 'aws_s3_bucket_policy.lake_raw_tls', 'aws_db_instance.catalog', 'aws_vpc.network', 'aws_kms_key.key']));
  expect(destroyed.kept.map(({ address }) => address)).not.toEqual(expect.arrayContaining(['aws_eks_cluster.cluster']));
  expect(resultOf<{ kept: unknown[] }>(await run('destroy', '--yes', '--allow-destroy=*')).kept).toEqual([]);
  expect(resultOf<PlanResult>(await run('plan')).counts.create).toBe(planned.counts.create);
}
