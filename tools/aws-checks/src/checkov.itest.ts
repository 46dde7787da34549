import { expect, test } from 'vitest';
import { runCheckov, unexplained } from './checkov.ts';
import { goldenConfigurations } from './golden-configurations.ts';
import { sayNotRun } from './not-run.ts';
import { pythonEnvironment } from '@logex/testing/python-environment';

const failure = { configuration: 'minimal', check: 'CKV_1', title: 'a rule', resource: 'aws_s3_bucket.raw' };

test('takes a failure that has a reason', () => {
  expect(unexplained([failure], { CKV_1: { resources: /^aws_s3_bucket\./u, reason: 'because' } })).toEqual({ failures: [], idleReasons: [] });
});

test('fails when a check has no reason', () => {
  expect(unexplained([failure], {}).failures).toEqual([failure]);
});

test('fails when the reason is for another resource, and then the reason is idle', () => {
  expect(unexplained([failure], { CKV_1: { resources: /^aws_db_instance\./u, reason: 'because' } })).toEqual({ failures: [failure], idleReasons: ['CKV_1'] });
});

const installed = await pythonEnvironment('checkov').then(
  () => true,
  (error: unknown) => {
    sayNotRun('checkov over the synthesized configurations', `Python 3 with venv and pip (${String(error).split('\n')[0]})`);
    return false;
  },
);

if (installed) {
  test('every failed check of the golden configurations has a reason, and every reason a failed check', async () => {
    const { passed, failures } = await runCheckov(goldenConfigurations());

    expect(passed).toBeGreaterThan(1000);
    expect(unexplained(failures)).toEqual({ failures: [], idleReasons: [] });
  });

  test('fails when a bucket opens up', async () => {
    const json = structuredClone(goldenConfigurations()['minimal']) as { resource: Record<string, Record<string, Record<string, unknown>>> };
    Object.assign(json.resource['aws_s3_bucket_public_access_block']!['lake_raw_closed']!, { block_public_acls: false });

    const { failures } = await runCheckov({ open: json });

    expect(unexplained(failures).failures.map(({ check }) => check).toSorted()).toEqual(['CKV2_AWS_6', 'CKV_AWS_53']);
  });
}
