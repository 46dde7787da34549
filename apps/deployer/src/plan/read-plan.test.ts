import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { estimate } from '../cost/estimate.ts';
import { planText } from '../output/plan-text.ts';
import type { Stack } from '../stacks/stack.ts';
import { readPlan, type TerraformPlan } from './read-plan.ts';

type Change = NonNullable<TerraformPlan['resource_changes']>[number];

const stack: Stack = { name: 'weblogs-foundation', terraformJson: {}, components: { 'aws_iam_role.flow_logs': 'network' }, stateful: [{ address: 'aws_s3_bucket.raw', holds: 'raw log files', settings: [] }] };
const change = (address: string, actions: readonly string[], rest: Partial<Change['change']> = {}): Change => ({
  address,
  mode: address.startsWith('data.') ? 'data' : 'managed',
  type: address.split('.', 1)[0] ?? '',
  change: { actions, before: null, after: null, ...rest },
});
const plan: TerraformPlan = {
  resource_changes: [
    change('aws_vpc.main', ['no-op']),
    change('data.aws_caller_identity.caller', ['read']),
    change('aws_subnet.private', ['create']),
    change('aws_iam_role.flow_logs', ['create']),
    change('aws_eks_cluster.cluster', ['update'], { before: { version: '1.33', arn: 'a' }, after: { version: '1.34', arn: 'a' }, after_unknown: { platform_version: true } }),
    change('aws_s3_bucket.raw', ['delete', 'create'], { replace_paths: [['bucket'], ['bucket']] }),
    change('aws_db_instance.gone', ['delete']),
    change('aws_launch_template.nodes', ['create', 'delete'], { replace_paths: [['name']] }),
    change('aws_route.old', ['delete']),
    change('aws_ecr_repository.moved', ['forget']),
  ],
};

test('a plan is told by component, its dangers marked', () => {
  const report = readPlan(stack, plan);

  expect(report.counts).toEqual({ create: 2, update: 1, replace: 2, destroy: 2, forget: 1, unchanged: 1 });
  expect(report.dangers.map(({ action, address, holds }) => [action, address, holds])).toEqual([
    ['replace', 'aws_s3_bucket.raw', 'raw log files'],
    ['destroy', 'aws_db_instance.gone', 'a database'],
  ]);
  expectGolden(planText({ ...report, estimate: estimate(stack, { region: 'us-east-1' }), warnings: ['a warning'] }), new URL('../__golden__/changes.txt', import.meta.url));
});

test('a plan without changes has none', () => {
  expect(readPlan(stack, {})).toMatchObject({ components: [], dangers: [], counts: { unchanged: 0 } });
});
