import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogexError } from '@logex/log-schema';
import { expectGolden, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli } from '../__fixtures__/run-cli.ts';
import type { CommandContext } from './command-context.ts';
import { cost } from './cost.ts';
import { plan, type PlanResult } from './plan.ts';

const golden = (name: string): URL => new URL(`../__golden__/${name}`, import.meta.url);
const today = new Date('2026-11-24T00:00:00Z');
const context = (): CommandContext => ({ base: temporaryFolder(), environment: {}, today, emit: () => undefined });

test('a dry run shows what would be created, by component, with the monthly estimate', async () => {
  const { text, value } = await plan(context(), { dryRun: true });
  const { components, estimate, warnings, ...rest } = value as PlanResult;
  const counted = components.map(({ component, changes }) => ({ component, changes: changes.length, monthly: estimate.components[component] ?? 0 }));

  expectGolden(text, golden('plan.txt'));
  expectGolden(JSON.stringify({ ...rest, components: counted, total: estimate.total, warnings }, null, 2), golden('plan.json'));
});

test('the estimate for people', async () => {
  const { text } = await cost(context(), { executorHours: 200, rawGb: 500, icebergGb: 100, trafficGb: 20 });

  expectGolden(text, golden('cost.txt'));
});

test('a version in standard support gives no warning and costs no more', async () => {
  const { value } = await plan(context(), { dryRun: true, set: ['eks_version=1.35'] });
  const { warnings, estimate } = value as PlanResult;

  expect(warnings).toEqual([]);
  expect(estimate.lines.some(({ what }) => what.includes('extended support'))).toBe(false);
});

test('fails when the phase is all', async () => {
  const fault = await plan(context(), { dryRun: true, phase: 'all' }).catch((error: unknown) => error);

  expect(fault).toBeInstanceOf(LogexError);
  expect(fault).toMatchObject({ code: 'deployer/phase-not-included', kind: 'usage' });
});

test('the command prints the plan; with --json one line of JSON', async () => {
  const folder = temporaryFolder();
  const text = await runCli(folder, ['plan', '--dry-run']);
  const json = await runCli(folder, ['plan', '--dry-run', '--json']);

  expect([text.exitCode, text.stderr, json.exitCode]).toEqual([0, '', 0]);
  expect(text.stdout).toContain('summary: ');
  expect(json.stdout.trim().split('\n')).toHaveLength(1);
  expect(json.events[0]).toMatchObject({ type: 'result', command: 'plan', result: { dryRun: true } });
});

test('fails when the command line is wrong, with the exit code of usage', async () => {
  const folder = temporaryFolder();
  const runs = await Promise.all([['plan', '--phase', 'none'], ['plane'], ['cost', '--raw-gb', 'many'], ['plan', '--dry-run', '--set', 'x=1']].map((args) => runCli(folder, args)));

  expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
});

test('fails when there is no terraform, with the exit code of what is outside', async () => {
  const run = await runCli(temporaryFolder(), ['plan', '--json'], { LOGEX_TERRAFORM: 'no-such-terraform' });

  expect(run.exitCode).toBe(3);
  expect(run.events.at(-1)).toMatchObject({ type: 'error', error: { code: 'deployer/engine-missing', kind: 'outside' } });
});

test('a stack of your own can be Terraform JSON that says what holds data', async () => {
  const folder = temporaryFolder();
  const terraformJson = { '//': { logex: { stateful: ['terraform_data.lake'], components: { 'terraform_data.lake': 'lake' } } }, resource: { terraform_data: { lake: { input: 'x' } } } };
  writeFileSync(join(folder, 'mine.tf.json'), JSON.stringify(terraformJson));

  const { value } = await plan({ ...context(), base: folder }, { dryRun: true, stack: 'mine.tf.json' });

  expect(value).toMatchObject({ stack: 'mine', components: [{ component: 'lake', changes: [{ address: 'terraform_data.lake', action: 'create', holds: 'data' }] }] });
});

test('fails when a stack of your own gives nothing that can be used', async () => {
  const run = await runCli(temporaryFolder(), ['plan', '--json', '--stack', 'absent.ts']);

  expect([run.exitCode, run.events.at(-1)]).toMatchObject([2, { error: { code: 'deployer/stack-unusable' } }]);
});
