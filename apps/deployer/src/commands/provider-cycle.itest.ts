import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pluginFolder, pluginFolderVariable, sayNotRun, startMockAws } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli, type CliRun } from '../__fixtures__/run-cli.ts';
import type { Check } from '../preflight/check.ts';
import type { PlanResult } from './plan.ts';

const plugins = pluginFolder();
const lakeStack = fileURLToPath(new URL('../__fixtures__/lake-stack.ts', import.meta.url));
const resultOf = <Value>({ events, stdout, stderr }: CliRun): Value => {
  const [result] = events.flatMap((event) => (event.type === 'result' ? [event.result as Value] : []));
  if (result === undefined) throw new Error(`no result:\n${stdout}\n${stderr}`);
  return result;
};

test('fails when the providers cannot be had, with what to do', async () => {
  const run = await runCli(temporaryFolder(), ['init', '--json'], { LOGEX_TF_PLUGIN_DIR: temporaryFolder() });

  expect([run.exitCode, run.events.at(-1)]).toMatchObject([3, { type: 'error', error: { code: 'deployer/provider-unavailable', hint: expect.stringContaining('LOGEX_TF_PLUGIN_DIR') as string } }]);
});

// The mock stands for AWS: what passes shows that the real provider takes the deployer's runs, not that AWS does.
if (plugins === undefined) {
  sayNotRun('the deployer with the real AWS provider against a mock of AWS', `${pluginFolderVariable}, a folder of unpacked Terraform plugins`);
} else {
  test('buckets and key with the real provider: plan, apply, drift, protection lifted, destroy', async () => {
    const mock = await startMockAws();
    try {
      await expectWholeCycle({ ...mock.env, LOGEX_TF_PLUGIN_DIR: plugins }, mock.override);
    } finally {
      await mock.stop();
    }
  }, 600_000);

  test('fails without credentials, with what to do', async () => {
    const run = await runCli(temporaryFolder(), ['plan', '--json', '--stack', lakeStack], { LOGEX_TF_PLUGIN_DIR: plugins });

    expect([run.exitCode, run.events.at(-1)]).toMatchObject([3, { type: 'error', error: { code: 'deployer/credentials-missing' } }]);
  });
}

async function expectWholeCycle(environment: Readonly<Record<string, string>>, override: string): Promise<void> {
  const folder = temporaryFolder();
  const run = (...args: string[]): Promise<CliRun> => runCli(folder, [...args, '--stack', lakeStack, '--json'], environment);
  const workFolder = join(folder, '.logex', 'data-platform-lake');
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(join(workFolder, 'mock_override.tf.json'), override);
  const removed = async (...args: string[]): Promise<{ destroyed: string[]; kept: { address: string }[] }> => resultOf(await run('destroy', '--yes', ...args));

  const planned = resultOf<PlanResult>(await run('plan'));
  await run('apply').then(resultOf);
  expect(resultOf<PlanResult>(await run('plan')).counts).toMatchObject({ create: 0, update: 0, replace: 0, destroy: 0, unchanged: planned.counts.create });

  await fetch(`${environment['AWS_ENDPOINT_URL']}/data-platform-raw-123456789012?tagging`, { method: 'DELETE' });
  const { checks } = resultOf<{ checks: Check[] }>(await run('doctor'));
  expect(checks.find(({ id }) => id === 'drift')).toMatchObject({ result: 'warning', found: 'changed beside Terraform: aws_s3_bucket.lake_raw' });

  const raw = await removed('--allow-destroy=aws_s3_bucket.lake_raw');
  expect(raw.destroyed).toEqual(expect.arrayContaining(['aws_s3_bucket.lake_raw', 'aws_s3_bucket_policy.lake_raw_tls']));
  expect(raw.kept.map(({ address }) => address)).toEqual(expect.arrayContaining(['aws_s3_bucket.lake_iceberg', 'aws_s3_bucket_policy.lake_iceberg_tls', 'aws_kms_key.key']));
  expect((await removed('--allow-destroy=*')).kept).toEqual([]);
}
