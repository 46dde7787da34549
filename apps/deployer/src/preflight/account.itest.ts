import { CreateNetworkInterfaceCommand, CreateSubnetCommand, CreateVolumeCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { deniedAction, startMockAws, type MockAws } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resultOf } from '../__fixtures__/mock-account.ts';
import { runCli, type CliRun } from '../__fixtures__/run-cli.ts';
import { awsIn } from '../engines/aws.ts';
import type { Check } from './check.ts';

// A mock shows that the questions are well formed and their answers are read; it shows nothing about AWS itself.
let mock: MockAws;

const lakeStack = new URL('../__fixtures__/lake-stack.ts', import.meta.url).pathname;
const checksOf = (run: CliRun): Readonly<Record<string, Check>> => Object.fromEntries(resultOf<{ checks: Check[] }>(run).checks.map((check) => [check.id, check]));

beforeAll(async () => {
  mock = await startMockAws();
  Object.assign(process.env, mock.env);
}, 240_000);

afterAll(() => mock.stop());

test('doctor tells who we are, and whether region and quotas are what the stack needs', async () => {
  const run = await runCli(temporaryFolder(), ['doctor', '--json', '--set', 'availability_zones=us-east-1a,us-east-1z'], mock.env);
  const checks = checksOf(run);

  expect(checks['credentials']).toMatchObject({ result: 'ok', found: expect.stringContaining('account 123456789012') as string });
  expect(checks['region']).toMatchObject({ result: 'failed', found: expect.stringContaining('has no zone us-east-1z') as string, hint: expect.stringContaining('availability_zones') as string });
  expect(checks['quota/vpc']).toMatchObject({ result: 'ok', found: expect.stringContaining('the stack takes 1') as string });
  expect(checks['quota/eks-cluster']).toMatchObject({ result: 'ok' });
  expect(checks['quota/spot-processors']).toMatchObject({ result: 'failed', found: expect.stringContaining('quota 32, the stack takes 40') as string, hint: expect.stringContaining('Service Quotas') as string });
  expect(checks['permissions']).toMatchObject({ result: 'failed', found: expect.stringMatching(new RegExp(`^not allowed: ${deniedAction}(?:;|$)`, 'u')) as string });
  expect(run.exitCode).toBe(1);
});

test('doctor is content with an identity that may do what the stack needs, and with quotas that are enough', async () => {
  const run = await runCli(temporaryFolder(), ['doctor', '--json', '--stack', lakeStack], mock.env);
  const checks = checksOf(run);

  expect(checks['permissions']).toMatchObject({ result: 'ok', found: expect.stringMatching(/^all \d+ actions are allowed/u) as string });
  expect(Object.values(checks).filter(({ result }) => result === 'failed')).toEqual([]);
  expect(run.exitCode).toBe(0);
});

test('load balancers and volumes that Kubernetes made are found, other things are not', async () => {
  const client = new EC2Client({ region: 'us-east-1' });
  const { Vpc: vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet: subnet } = await client.send(new CreateSubnetCommand({ VpcId: vpc?.VpcId ?? '', CidrBlock: '10.0.0.0/24' }));
  for (const Description of ['ELB app/weblogs', 'RDSNetworkInterface']) await client.send(new CreateNetworkInterfaceCommand({ SubnetId: subnet?.SubnetId ?? '', Description }));
  const tag = (Key: string) => [{ ResourceType: 'volume' as const, Tags: [{ Key, Value: 'owned' }] }];
  for (const cluster of ['weblogs', 'other']) await client.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8, TagSpecifications: tag(`kubernetes.io/cluster/${cluster}`) }));

  const found = await awsIn('us-east-1').leftovers(vpc?.VpcId ?? '', 'weblogs');

  expect(found).toEqual([expect.stringMatching(/^eni-\w+ \(ELB app\/weblogs\)$/u), expect.stringMatching(/^vol-\w+ \(volume of 8 GiB\)$/u)]);
});
