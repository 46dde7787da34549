import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli, startCli, trialStackFile, type CliRun } from '../__fixtures__/run-cli.ts';
import type { PlanResult } from './plan.ts';

type Environment = Readonly<Record<string, string>>;

const run = (folder: string, args: readonly string[], environment: Environment = {}): Promise<CliRun> => runCli(folder, [...args, '--stack', trialStackFile, '--json'], environment);
const errorCode = ({ events }: CliRun): string | undefined => events.flatMap((event) => (event.type === 'error' ? [event.error.code] : [])).at(-1);
const resultOf = <Value>({ events }: CliRun): Value => events.flatMap((event) => (event.type === 'result' ? [event.result as Value] : []))[0] as Value;
const finished = ({ events }: CliRun): string[] => events.flatMap((event) => (event.type === 'change-finished' ? [event.address] : []));
const workFolder = (folder: string): string => join(folder, '.logex', 'data-platform-trial');
const terraform = (folder: string, ...args: string[]): string => execFileSync('terraform', args, { cwd: workFolder(folder), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

async function applied(environment: Environment = {}): Promise<string> {
  const folder = temporaryFolder();
  expect((await run(folder, ['plan'], environment)).exitCode).toBe(0);
  expect((await run(folder, ['apply'], environment)).exitCode).toBe(0);
  return folder;
}

test('init, plan, apply, outputs; then there is nothing to change', async () => {
  const folder = temporaryFolder();

  const init = await run(folder, ['init']);
  const plan = await run(folder, ['plan']);
  const apply = await run(folder, ['apply']);
  const outputs = await run(folder, ['outputs']);
  const again = await run(folder, ['plan']);

  expect([init, plan, apply, outputs, again].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0]);
  expect(resultOf<PlanResult>(plan).counts).toMatchObject({ create: 8, update: 0, replace: 0, destroy: 0 });
  expect(finished(apply)).toHaveLength(8);
  expect(resultOf<Record<string, string>>(outputs)).toMatchObject({ cluster: 'small' });
  expect(resultOf<PlanResult>(again).counts).toMatchObject({ create: 0, update: 0, replace: 0, destroy: 0, unchanged: 8 });
});

test('a change in place is an update, named by attribute', async () => {
  const folder = await applied();

  const plan = resultOf<PlanResult>(await run(folder, ['plan'], { TRIAL_SIZE: 'large' }));

  const changes = plan.components.flatMap((component) => component.changes);
  expect(changes).toEqual([{ address: 'terraform_data.cluster', type: 'terraform_data', action: 'update', attributes: ['input', 'output'] }]);
});

test('fails when there is no saved plan, and after it was applied', async () => {
  const folder = temporaryFolder();
  const early = await run(folder, ['apply']);
  await run(folder, ['plan']);
  await run(folder, ['apply']);
  const late = await run(folder, ['apply']);

  expect([early.exitCode, late.exitCode]).toEqual([2, 2]);
  expect([errorCode(early), errorCode(late)]).toEqual(['deployer/plan-missing', 'deployer/plan-missing']);
});

test('fails when the configuration changed since the plan', async () => {
  const folder = temporaryFolder();
  await run(folder, ['plan']);

  const apply = await run(folder, ['apply'], { TRIAL_SIZE: 'large' });

  expect([apply.exitCode, errorCode(apply)]).toEqual([2, 'deployer/plan-mismatch']);
  expect(finished(apply)).toEqual([]);
});

test('fails when the plan file is not the one that was saved', async () => {
  const folder = temporaryFolder();
  await run(folder, ['plan']);
  appendFileSync(join(workFolder(folder), 'saved.tfplan'), 'x');

  const apply = await run(folder, ['apply']);

  expect([apply.exitCode, errorCode(apply)]).toEqual([2, 'deployer/plan-mismatch']);
});

test('fails when the state moved on since the plan', async () => {
  const folder = temporaryFolder();
  await run(folder, ['plan']);
  terraform(folder, 'apply', '-auto-approve', '-input=false');

  const apply = await run(folder, ['apply']);

  expect([apply.exitCode, errorCode(apply)]).toEqual([2, 'deployer/plan-mismatch']);
  expect((await run(folder, ['plan'])).exitCode).toBe(0);
});

test('fails when another run holds the state, and works when that run has ended', async () => {
  const folder = temporaryFolder();
  await run(folder, ['plan'], { TRIAL_SECONDS: '2' });
  const first = startCli(folder, ['apply', '--stack', trialStackFile, '--json'], { TRIAL_SECONDS: '2' });
  await first.until('"change-started","address":"terraform_data.node_1"');

  const second = await run(folder, ['plan'], { TRIAL_SECONDS: '2' });

  expect([second.exitCode, errorCode(second)]).toEqual([3, 'deployer/state-locked']);
  const [error] = second.events.flatMap((event) => (event.type === 'error' ? [event.error] : []));
  expect(error?.message).toMatch(/locked by \S+@\S+ since 20\d\d-/u);
  expect(error?.hint).toMatch(/terraform force-unlock [0-9a-f-]{36}/u);
  expect((await first.ended).exitCode).toBe(0);
  expect((await run(folder, ['plan'], { TRIAL_SECONDS: '2' })).exitCode).toBe(0);
});

test('fails when it is interrupted, keeps what is done, and the next run does the rest', async () => {
  const folder = temporaryFolder();
  const slow = { TRIAL_SECONDS: '2' };
  await run(folder, ['plan'], slow);
  const apply = startCli(folder, ['apply', '--stack', trialStackFile, '--json'], slow);
  await apply.until('"change-started","address":"terraform_data.node_1"');
  apply.process.kill('SIGINT');
  const stopped = await apply.ended;
  const lake = terraform(folder, 'state', 'show', 'terraform_data.lake');

  const plan = await run(folder, ['plan'], slow);
  const rest = await run(folder, ['apply'], slow);

  expect([stopped.exitCode, errorCode(stopped)]).toEqual([3, 'deployer/run-interrupted']);
  expect(resultOf<PlanResult>(plan).counts.create + resultOf<PlanResult>(plan).counts.replace).toBeLessThan(8);
  expect(rest.exitCode).toBe(0);
  expect(terraform(folder, 'state', 'show', 'terraform_data.lake')).toBe(lake);
  expect(terraform(folder, 'state', 'list').trim().split('\n')).toHaveLength(8);
});

test('a killed command leaves terraform to finish and save; the next plan finds nothing to do', async () => {
  const folder = temporaryFolder();
  const slow = { TRIAL_SECONDS: '1' };
  await run(folder, ['plan'], slow);
  const apply = startCli(folder, ['apply', '--stack', trialStackFile, '--json'], slow);
  await apply.until('"change-started","address":"terraform_data.node_1"');
  apply.process.kill('SIGKILL');
  await apply.ended;

  const plan = await planWhenFree(folder, slow);

  expect(resultOf<PlanResult>(plan).counts).toMatchObject({ create: 0, replace: 0, unchanged: 8 });
});

test('a killed terraform is a clear error, and the next run does the rest', async () => {
  const folder = temporaryFolder();
  const slow = { TRIAL_SECONDS: '3' };
  await run(folder, ['plan'], slow);
  const apply = startCli(folder, ['apply', '--stack', trialStackFile, '--json'], slow);
  await apply.until('"change-started","address":"terraform_data.node_1"');
  process.kill(Number(execFileSync('pgrep', ['-P', String(apply.process.pid)], { encoding: 'utf8' }).trim()), 'SIGKILL');
  const killed = await apply.ended;

  const plan = await planWhenFree(folder, {});
  const rest = await run(folder, ['apply']);

  expect([killed.exitCode, errorCode(killed)]).toEqual([3, 'deployer/apply-incomplete']);
  expect([plan.exitCode, rest.exitCode]).toEqual([0, 0]);
  expect(terraform(folder, 'state', 'list').trim().split('\n')).toHaveLength(8);
});

test('an interrupted destroy is finished by the next one', async () => {
  const folder = await applied();
  const destroy = startCli(folder, ['destroy', '--yes', '--stack', trialStackFile, '--json'], { TRIAL_FAREWELL: '2' });
  await destroy.until('"change-started","address":"terraform_data.node_2"');
  destroy.process.kill('SIGTERM');
  const stopped = await destroy.ended;

  const again = await run(folder, ['destroy', '--yes']);

  expect([stopped.exitCode, errorCode(stopped)]).toEqual([3, 'deployer/run-interrupted']);
  expect([again.exitCode, terraform(folder, 'state', 'list').includes('node_')]).toEqual([0, false]);
});

async function planWhenFree(folder: string, environment: Environment): Promise<CliRun> {
  for (let tries = 0; tries < 20; tries += 1) {
    const plan = await run(folder, ['plan'], environment);
    if (errorCode(plan) !== 'deployer/state-locked') return plan;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the state stayed locked');
}

test('fails when a change fails, tells what is done, and the next run does the rest', async () => {
  const folder = temporaryFolder();
  await run(folder, ['plan'], { TRIAL_FAIL: 'yes' });

  const half = await run(folder, ['apply'], { TRIAL_FAIL: 'yes' });
  const plan = await run(folder, ['plan']);
  const rest = await run(folder, ['apply']);

  expect([half.exitCode, errorCode(half)]).toEqual([3, 'deployer/apply-incomplete']);
  const [error] = half.events.flatMap((event) => (event.type === 'error' ? [event.error] : []));
  expect(error?.message).toMatch(/7 changes are done, then terraform_data\.node_2 failed/u);
  expect(resultOf<PlanResult>(plan).counts).toMatchObject({ create: 0, replace: 1, unchanged: 7 });
  expect([rest.exitCode, finished(rest)]).toEqual([0, ['terraform_data.node_2', 'terraform_data.node_2']]);
});

test('fails when the plan replaces what holds data; a word for that address lets it', async () => {
  const folder = await applied();
  const changed = { TRIAL_LAKE: 'other' };

  const plan = await run(folder, ['plan'], changed);
  const refused = await run(folder, ['apply'], changed);
  const other = await run(folder, ['apply', '--allow-destroy=terraform_data.network'], changed);
  const allowed = await run(folder, ['apply', '--allow-destroy=terraform_data.lake'], changed);

  expect(resultOf<PlanResult>(plan).dangers).toEqual([
    { address: 'terraform_data.lake', type: 'terraform_data', action: 'replace', attributes: ['triggers_replace'], holds: 'log files' },
  ]);
  expect([refused.exitCode, errorCode(refused)]).toEqual([2, 'deployer/destroy-not-allowed']);
  expect([other.exitCode, errorCode(other)]).toEqual([2, 'deployer/allowance-unused']);
  expect([allowed.exitCode, finished(allowed)]).toEqual([0, ['terraform_data.lake', 'terraform_data.lake']]);
});

test('fails when a plan with lifted protection is applied without the word for its address', async () => {
  const folder = await applied();
  const changed = { TRIAL_LAKE: 'other' };

  const plan = await run(folder, ['plan', '--allow-destroy=terraform_data.lake'], changed);
  const refused = await run(folder, ['apply'], changed);
  const allowed = await run(folder, ['apply', '--allow-destroy=*'], changed);

  expect([plan.exitCode, refused.exitCode, errorCode(refused), allowed.exitCode]).toEqual([0, 2, 'deployer/destroy-not-allowed', 0]);
});

test('fails when what holds data is no longer declared; a word for that address lets it', async () => {
  const folder = await applied();
  const gone = { TRIAL_GONE: 'yes' };

  const plan = await run(folder, ['plan'], gone);
  const refused = await run(folder, ['apply'], gone);

  const allowed = await run(folder, ['apply', '--allow-destroy=terraform_data.database'], gone);

  expect(resultOf<PlanResult>(plan).dangers.map(({ action, address }) => [action, address])).toEqual([['destroy', 'terraform_data.database']]);
  expect([refused.exitCode, errorCode(refused)]).toEqual([2, 'deployer/destroy-not-allowed']);
  expect([allowed.exitCode, finished(allowed)]).toEqual([0, ['terraform_data.database']]);
});

test('destroy keeps what holds data with what it stands on, and apply puts the rest back', async () => {
  const folder = await applied();
  const lake = terraform(folder, 'state', 'show', 'terraform_data.lake');

  const unsure = await run(folder, ['destroy']);
  const destroy = await run(folder, ['destroy', '--yes']);
  const left = terraform(folder, 'state', 'list').trim().split('\n');
  await run(folder, ['plan']);
  const back = await run(folder, ['apply']);

  expect([unsure.exitCode, errorCode(unsure)]).toEqual([2, 'deployer/consent-missing']);
  expect(destroy.exitCode).toBe(0);
  expect(left).toEqual(['terraform_data.database', 'terraform_data.key', 'terraform_data.lake', 'terraform_data.lake_policy', 'terraform_data.network']);
  expect([back.exitCode, finished(back)]).toEqual([0, ['terraform_data.cluster', 'terraform_data.node_1', 'terraform_data.node_2']]);
  expect(terraform(folder, 'state', 'show', 'terraform_data.lake')).toBe(lake);
});

test('destroy takes what it is told to, and all with a star', async () => {
  const folder = await applied();

  const wrong = await run(folder, ['destroy', '--yes', '--allow-destroy=terraform_data.lakes']);
  const one = await run(folder, ['destroy', '--yes', '--allow-destroy=terraform_data.lake']);
  const left = terraform(folder, 'state', 'list').trim().split('\n');
  const all = await run(folder, ['destroy', '--yes', '--allow-destroy=*']);

  expect([wrong.exitCode, errorCode(wrong)]).toEqual([2, 'deployer/allowance-unused']);
  expect([one.exitCode, left]).toEqual([0, ['terraform_data.database', 'terraform_data.network']]);
  expect([all.exitCode, terraform(folder, 'state', 'list')]).toEqual([0, '']);
});

test('destroy takes what holds data and was left half made', async () => {
  const folder = await applied();
  terraform(folder, 'taint', 'terraform_data.lake');

  const destroy = await run(folder, ['destroy', '--yes', '--allow-destroy=terraform_data.lake']);

  expect([destroy.exitCode, terraform(folder, 'state', 'list').includes('lake')]).toEqual([0, false]);
});

test('fails when lifting the protection would do more, and takes nothing', async () => {
  const folder = await applied();
  const before = terraform(folder, 'state', 'list');

  const destroy = await run(folder, ['destroy', '--yes', '--allow-destroy=terraform_data.lake'], { TRIAL_LAKE: 'other' });

  expect([destroy.exitCode, errorCode(destroy)]).toEqual([2, 'deployer/protection-not-lifted']);
  expect(terraform(folder, 'state', 'list')).toBe(before);
});

test('nothing is left in the logs but those of apply, and git sees none of it', async () => {
  const folder = await applied();

  const logs = readdirSync(join(workFolder(folder), 'logs'));

  expect(logs).toHaveLength(1);
  expect(logs[0]).toMatch(/^apply-.*\.jsonl$/u);
  expect(readdirSync(join(folder, '.logex'))).toEqual(['.gitignore', 'data-platform-trial']);
});
