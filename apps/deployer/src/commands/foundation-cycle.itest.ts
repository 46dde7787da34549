import { CreateNetworkInterfaceCommand, DeleteNetworkInterfaceCommand, EC2Client } from '@aws-sdk/client-ec2';
import { pluginFolder, pluginFolderVariable, sayNotRun, startMockAws } from '@logex/aws-checks';
import type { FoundationOutputs } from '@logex/infra-core';
import { expect, test } from 'vitest';
import { failureOf, mockAccount, resultOf } from '../__fixtures__/mock-account.ts';
import type { PlanResult } from './plan.ts';

const database = 'aws_db_instance.catalog';
const settings = ['multi_az=true', 'enable_nat_gateway=true', 'lake_encryption=kms', 'raw_archive_after_days=120', 'raw_expire_after_days=400', 'public_access_cidrs=203.0.113.0/24'];
const set = settings.flatMap((pair) => ['--set', pair]);

// The mock stands for AWS: what passes shows that the real provider takes the deployer's runs, not that AWS does.
if (pluginFolder() === undefined) {
  sayNotRun('the whole foundation through the deployer with the real AWS provider against a mock of AWS', `${pluginFolderVariable}, a folder of unpacked Terraform plugins`);
} else {
  test('the whole foundation: plan, apply, re-plan, mismatch, leftovers, destroy', async () => {
    const mock = await startMockAws();
    try {
      await expectWholeCycle(mock);
    } finally {
      await mock.stop();
    }
  }, 1_200_000);
}

async function expectWholeCycle(mock: Awaited<ReturnType<typeof startMockAws>>): Promise<void> {
  const account = mockAccount(mock, 'data-platform');

  // Its database is made without deletion protection: lifting that later takes the provider a minute of waiting.
  const planned = resultOf<PlanResult>(await account.run('plan', `--allow-destroy=${database}`, ...set));
  expect(planned.counts).toMatchObject({ update: 0, replace: 0, destroy: 0 });
  expect(planned.counts.create).toBeGreaterThan(121);
  const { run } = await account.attached();
  resultOf(await run('apply', ...set));

  const again = resultOf<PlanResult>(await run('plan', `--allow-destroy=${database}`, ...set));
  expect(again.components).toEqual([]);
  expect(again.counts).toMatchObject({ create: 0, update: 0, replace: 0, destroy: 0, unchanged: planned.counts.create });
  expect(failureOf(await run('apply', ...set, '--set', 'node_max=33'))).toMatchObject({ exitCode: 2, code: 'deployer/plan-mismatch' });
  const outputs = resultOf<FoundationOutputs>(await run('outputs', ...set));
  expect(outputs).toMatchObject({
    accountId: '123456789012',
    cluster: { name: 'data-platform-eks', version: '1.33' },
    lake: { raw: { location: 's3a://data-platform-raw-123456789012/logs' } },
    workloads: { spark: { roleArn: 'arn:aws:iam::123456789012:role/data-platform-spark', namespace: 'spark' } },
  });

  const client = new EC2Client({ region: 'us-east-1', endpoint: String(mock.env['AWS_ENDPOINT_URL']), credentials: { accessKeyId: 'mock', secretAccessKey: 'mock' } });
  const { NetworkInterface: left } = await client.send(new CreateNetworkInterfaceCommand({ SubnetId: String(outputs.network.privateSubnetIds[0]), Description: 'ELB app/k8s-clickhouse' }));
  expect(failureOf(await run('destroy', '--yes', ...set))).toMatchObject({ exitCode: 2, code: 'deployer/leftovers-found', message: expect.stringContaining('ELB app/k8s-clickhouse') as string });
  await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: String(left?.NetworkInterfaceId) }));

  const kept = resultOf<{ kept: { address: string }[] }>(await run('destroy', '--dry-run', ...set)).kept.map(({ address }) => address);
  expect(kept).toEqual(expect.arrayContaining([database, 'aws_s3_bucket.lake_raw', 'aws_s3_bucket_policy.lake_raw_tls', 'aws_s3_bucket.lake_iceberg', 'aws_kms_key.key', 'aws_vpc.network', 'aws_ecr_repository.images_spark']));

  const destroyed = await run('destroy', '--yes', '--allow-destroy=*', ...set);
  expect(resultOf<{ kept: unknown[] }>(destroyed).kept).toEqual([]);
  expect(destroyed.events.filter(({ type }) => type === 'change-failed')).toEqual([]);
  expect(new Set(mock.shimmed)).toContain('POST /clusters/{}/addons');
}
