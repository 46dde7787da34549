import { expect, test } from 'vitest';
import type { Stack } from '../stacks/stack.ts';
import { planRemoval } from './removal.ts';
import type { StateResource } from './terraform-state.ts';

const resource = (address: string, needs: readonly string[] = []): StateResource => ({ address, mode: 'managed', type: address.split('.', 1)[0] ?? '', depends_on: needs });
const stack: Stack = {
  name: 'foundation',
  terraformJson: {},
  components: {},
  stateful: [{ address: 'aws_s3_bucket.raw', holds: 'raw log files', settings: ['aws_s3_bucket_policy.raw'] }],
};
const state = [
  resource('aws_kms_key.key'),
  resource('aws_s3_bucket.raw', ['aws_kms_key.key']),
  resource('aws_s3_bucket_policy.raw', ['aws_s3_bucket.raw', 'aws_iam_role.reader']),
  resource('aws_iam_role.reader'),
  resource('aws_vpc.main'),
  resource('aws_subnet.main[0]', ['aws_vpc.main']),
  resource('aws_db_instance.left', ['aws_subnet.main']),
  resource('aws_eks_cluster.cluster', ['aws_vpc.main']),
];

test('what holds data stays, with its settings and what they stand on; the rest goes', () => {
  const { destroyed, kept } = planRemoval(stack, state, []);

  expect(destroyed).toEqual(['aws_eks_cluster.cluster']);
  expect(Object.fromEntries(kept.map(({ address, because }) => [address, because]))).toMatchObject({
    'aws_s3_bucket.raw': 'holds raw log files',
    'aws_s3_bucket_policy.raw': 'protects aws_s3_bucket.raw',
    'aws_iam_role.reader': 'aws_s3_bucket_policy.raw needs it',
    'aws_db_instance.left': 'holds a database',
    'aws_subnet.main[0]': 'aws_db_instance.left needs it',
  });
});

test('an allowed address goes with all that only it needed', () => {
  expect(planRemoval(stack, state, ['aws_db_instance.left']).destroyed).toEqual(['aws_vpc.main', 'aws_subnet.main[0]', 'aws_db_instance.left', 'aws_eks_cluster.cluster']);
  expect(planRemoval(stack, state, ['*']).kept).toEqual([]);
});

test('nothing that stays needs anything that goes', () => {
  for (const allowed of [[], ['aws_s3_bucket.raw'], ['aws_db_instance.left'], ['aws_kms_key.key']]) {
    const { destroyed, kept } = planRemoval(stack, state, allowed);
    const needs = kept.flatMap(({ address }) => state.find((one) => one.address === address)?.depends_on ?? []);
    expect(needs.filter((address) => destroyed.some((gone) => gone.startsWith(address)))).toEqual([]);
  }
});
