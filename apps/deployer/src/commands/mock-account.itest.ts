import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { CreateNetworkInterfaceCommand, CreateSecurityGroupCommand, CreateSubnetCommand, CreateVolumeCommand, CreateVpcCommand, DescribeVolumesCommand, EC2Client, type ResourceType } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, DeleteClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { pluginFolder, pluginFolderVariable, refusedKeys, sayNotRun, startMockAws, type MockAws } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, mockAccount, resultOf, type MockAccount } from '../__fixtures__/mock-account.ts';
import { runCli, trialStackFile } from '../__fixtures__/run-cli.ts';
import type { Check } from '../preflight/check.ts';
import type { PlanResult } from './plan.ts';
import type { SweepResult } from './sweep.ts';

const lakeStack = new URL('../__fixtures__/lake-stack.ts', import.meta.url).pathname;

test('fails when the providers cannot be had, with what to do', async () => {
  const run = await runCli(temporaryFolder(), ['init', '--json'], { LOGEX_TF_PLUGIN_DIR: temporaryFolder() });

  expect(failureOf(run)).toMatchObject({ exitCode: 3, code: 'deployer/provider-unavailable', hint: expect.stringContaining('LOGEX_TF_PLUGIN_DIR') as string });
});

// The mock stands for AWS: what passes shows that the real provider takes the deployer's runs, not that AWS does.
if (pluginFolder() === undefined) {
  sayNotRun('credentials, the bucket of the state and the sweep with the real AWS provider against a mock of AWS', `${pluginFolderVariable}, a folder of unpacked Terraform plugins`);
} else {
  describe.concurrent('with the real provider and a mock of AWS', () => {
    let mock: MockAws;
    let root = '';
    beforeAll(async () => {
      // Made here, it outlives whichever of the tests ends first.
      root = temporaryFolder();
      mock = await startMockAws();
    }, 240_000);
    afterAll(() => mock.stop());
    const accountOf = (project: string): MockAccount => mockAccount(mock, project, mkdtempSync(join(root, `${project}-`)));

    test('fails when credentials are missing, dead or too weak, and the same command goes on with good ones; drift is found', async () => {
      const account = accountOf('careful');
      const lake = ['--stack', lakeStack];
      const without = await runCli(temporaryFolder(), ['plan', '--json', ...lake], { LOGEX_TF_PLUGIN_DIR: pluginFolder() ?? '' });
      const dead = await account.with({ AWS_ACCESS_KEY_ID: refusedKeys.expired }).run('plan', ...lake);
      const reader = account.with({ AWS_ACCESS_KEY_ID: refusedKeys.reader });
      const planned = resultOf<PlanResult>(await reader.run('plan', ...lake));
      const weak = await reader.run('apply', ...lake);
      const good = await account.attached();
      const left = resultOf<PlanResult>(await good.run('plan', ...lake));
      const rest = await good.run('apply', ...lake);
      await fetch(`${mock.env['AWS_ENDPOINT_URL']}/careful-raw-123456789012?tagging`, { method: 'DELETE' });
      const drifted = resultOf<{ checks: Check[] }>(await good.run('doctor', ...lake)).checks.find(({ id }) => id === 'drift');

      expect(failureOf(without)).toMatchObject({ exitCode: 3, code: 'deployer/credentials-missing' });
      expect(failureOf(dead)).toMatchObject({ exitCode: 3, code: 'deployer/credentials-expired', retry: true, hint: expect.stringContaining('run the same command') as string });
      expect(failureOf(weak)).toMatchObject({ exitCode: 3, code: 'deployer/apply-incomplete', message: expect.stringMatching(/2 changes are done, then .*aws_s3_bucket\.lake_\w+ failed: .*may not do s3:CreateBucket/u) as string });
      expect(left.counts).toMatchObject({ create: planned.counts.create - 2, unchanged: 2 });
      expect(rest.exitCode).toBe(0);
      expect(rest.events.flatMap((event) => (event.type === 'change-finished' ? [event.address] : []))).not.toContain('aws_kms_key.key');
      expect(drifted).toMatchObject({ result: 'warning', found: 'changed beside Terraform: aws_s3_bucket.lake_raw' });
    }, 600_000);

    test('the bucket of the state is made once, takes a state in, and locks it', async () => {
      const account = await accountOf('stated').attached();
      const trial = ['--stack', trialStackFile];
      const bucket = ['--set', 'state_bucket_name=stated-state-123456789012'];
      resultOf(await account.run('plan', ...trial));
      resultOf(await account.run('apply', ...trial));
      const unnamed = await account.run('init', '--create-state-bucket', ...trial);
      const misnamed = await account.run('init', '--create-state-bucket', ...trial, '--set', 'state_bucket_name=other-state');

      resultOf(await account.run('init', '--create-state-bucket', '--migrate-state', ...trial, ...bucket));
      const moved = resultOf<PlanResult>(await account.run('plan', ...trial, ...bucket));
      const elsewhere = await account.run('plan', ...trial);
      const once = await account.run('init', '--create-state-bucket', ...trial, ...bucket);

      expect(failureOf(unnamed)).toMatchObject({ exitCode: 2, code: 'deployer/state-bucket-not-named' });
      expect(failureOf(misnamed)).toMatchObject({ exitCode: 2, code: 'deployer/state-bucket-other-name', hint: expect.stringContaining('stated-state-123456789012') as string });
      expect(moved.counts).toMatchObject({ create: 0, unchanged: 8 });
      expect(failureOf(elsewhere)).toMatchObject({ exitCode: 2, code: 'deployer/backend-changed', hint: expect.stringContaining('--migrate-state') as string });
      expect([once.exitCode, once.events.some(({ type }) => type === 'change-started')]).toEqual([0, false]);

      const slow = accountOf('stated').with({ TRIAL_SECONDS: '15', PROJECT: 'shared' });
      resultOf(await slow.run('plan', ...trial, ...bucket));
      const first = slow.start('apply', ...trial, ...bucket);
      await first.until('"change-started","address":"terraform_data.node_1"');
      const colleague = accountOf('shared');
      expect(failureOf(await colleague.run('plan', ...trial, ...bucket))).toMatchObject({ exitCode: 3, code: 'deployer/state-locked', retry: true, message: expect.stringMatching(/locked by \S+@\S+ since 20\d\d-/u) as string });
      resultOf(await first.ended);
      expect(resultOf<PlanResult>(await colleague.run('plan', ...trial, ...bucket)).counts).toMatchObject({ create: 0, unchanged: 8 });
    }, 600_000);

    test('what a destroyed cluster left is shown, and goes when it is confirmed; volumes only by name', async () => {
      const { run } = await accountOf('swept').attached();
      const { volume, strange, volumes } = await kubernetesLeftovers(mock, 'swept-eks');
      const eks = new EKSClient(clientOptions(mock));
      await eks.send(new CreateClusterCommand({ name: 'swept-eks', roleArn: 'arn:aws:iam::123456789012:role/eks', resourcesVpcConfig: {} }));
      const alive = await run('sweep', '--yes');
      await eks.send(new DeleteClusterCommand({ name: 'swept-eks' }));

      const look = resultOf<SweepResult>(await run('sweep'));
      const untouched = await volumes();
      const swept = resultOf<SweepResult>(await run('sweep', '--yes'));
      const whole = resultOf<SweepResult>(await run('sweep', '--yes', `--allow-destroy=${volume}`));

      expect(failureOf(alive)).toMatchObject({ exitCode: 2, code: 'deployer/cluster-running' });
      expect(look).toMatchObject({ dryRun: true, removed: [] });
      expect(look.kept.map(({ what }) => what).toSorted()).toEqual(['load balancer', 'network interface', 'security group', 'volume']);
      expect(untouched).toEqual(expect.arrayContaining([volume, strange]));
      expect(swept.removed.map(({ what }) => what).toSorted()).toEqual(['load balancer', 'network interface', 'security group']);
      expect(swept.kept.map(({ id }) => id)).toEqual([volume]);
      expect(whole).toMatchObject({ removed: [{ id: volume }], kept: [] });
      expect(await volumes()).toEqual([strange]);
    }, 600_000);
  });
}

const clientOptions = ({ env }: MockAws): object => ({ region: 'us-east-1', endpoint: env['AWS_ENDPOINT_URL'], credentials: { accessKeyId: 'mock', secretAccessKey: 'mock' } });

// One of each, as controllers of `cluster` tag them, and a volume of a cluster that is not ours.
async function kubernetesLeftovers(mock: MockAws, cluster: string): Promise<{ volume: string; strange: string; volumes: () => Promise<string[]> }> {
  const client = new EC2Client(clientOptions(mock));
  const tagged = (kind: ResourceType, owner = cluster) => ({ TagSpecifications: [{ ResourceType: kind, Tags: [{ Key: `kubernetes.io/cluster/${owner}`, Value: 'owned' }] }] });
  const { Vpc: vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const { Subnet: subnet } = await client.send(new CreateSubnetCommand({ VpcId: String(vpc?.VpcId), CidrBlock: '10.9.0.0/24' }));
  await client.send(new CreateSecurityGroupCommand({ VpcId: String(vpc?.VpcId), GroupName: 'k8s-elb', Description: 'load balancer', ...tagged('security-group') }));
  await client.send(new CreateNetworkInterfaceCommand({ SubnetId: String(subnet?.SubnetId), ...tagged('network-interface') }));
  const volumeOf = async (owner: string): Promise<string> => String((await client.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8, ...tagged('volume', owner) }))).VolumeId);
  const [volume, strange] = [await volumeOf(cluster), await volumeOf('another')];
  const form = { Action: 'CreateLoadBalancer', Version: '2015-12-01', Name: 'k8s-clickhouse', 'Subnets.member.1': String(subnet?.SubnetId), 'Tags.member.1.Key': 'elbv2.k8s.aws/cluster', 'Tags.member.1.Value': cluster };
  const authorization = 'AWS4-HMAC-SHA256 Credential=mock/20261124/us-east-1/elasticloadbalancing/aws4_request';
  await fetch(`${mock.env['AWS_ENDPOINT_URL']}/`, { method: 'POST', body: new URLSearchParams(form), headers: { authorization } });
  const volumes = async (): Promise<string[]> => ((await client.send(new DescribeVolumesCommand({}))).Volumes ?? []).map(({ VolumeId: id }) => String(id));
  return { volume, strange, volumes };
}
