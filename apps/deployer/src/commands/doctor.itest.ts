import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli, trialStackFile, type CliRun } from '../__fixtures__/run-cli.ts';
import type { Check } from '../preflight/check.ts';

const checksOf = ({ events }: CliRun): Readonly<Record<string, Check>> => {
  const [result] = events.flatMap((event) => (event.type === 'result' ? [event.result as { checks: Check[] }] : []));
  return Object.fromEntries((result?.checks ?? []).map((check) => [check.id, check]));
};

test('without an account it reports what it could not check, and checks the rest', async () => {
  const run = await runCli(temporaryFolder(), ['doctor', '--json']);
  const checks = checksOf(run);

  expect(run.exitCode).toBe(0);
  expect(checks['terraform']).toMatchObject({ result: 'ok', found: expect.stringMatching(/^(?:terraform|tofu) 1\.\d+\.\d+$/u) as string });
  expect(checks['credentials']).toMatchObject({ result: 'unknown', hint: expect.stringContaining('AWS_PROFILE') as string });
  expect(checks['region']).toMatchObject({ result: 'unknown' });
  expect(checks['quota/vpc']).toMatchObject({ result: 'unknown', found: expect.stringContaining('the stack takes 1') as string });
  expect(checks['permissions']).toMatchObject({ result: 'unknown', found: expect.stringMatching(/needs \d{2,} actions/u) as string });
  expect(checks['kubernetes-version']?.found).toContain('1.33');
  expect(checks['drift']).toMatchObject({ result: 'unknown', hint: expect.stringContaining('init') as string });
});

test('fails when terraform is missing, with what to do', async () => {
  const run = await runCli(temporaryFolder(), ['doctor', '--json'], { LOGEX_TERRAFORM: 'no-such-terraform' });

  expect(run.exitCode).toBe(1);
  expect(checksOf(run)['terraform']).toMatchObject({ result: 'failed', hint: expect.stringContaining('LOGEX_TERRAFORM') as string });
});

test('a stack that nobody touched has no drift, nor has a change that waits to be applied', async () => {
  const folder = temporaryFolder();
  await runCli(folder, ['plan', '--stack', trialStackFile]);
  const planned = checksOf(await runCli(folder, ['doctor', '--json', '--stack', trialStackFile]));
  await runCli(folder, ['apply', '--stack', trialStackFile]);
  const applied = checksOf(await runCli(folder, ['doctor', '--json', '--stack', trialStackFile]));

  const waiting = checksOf(await runCli(folder, ['doctor', '--json', '--stack', trialStackFile], { TRIAL_SIZE: 'large' }));

  expect([planned, applied, waiting].map(({ drift }) => drift?.found)).toEqual(['nothing is applied', 'none', 'none']);
});
