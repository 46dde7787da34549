import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli, trialStackFile } from '../__fixtures__/run-cli.ts';

const outputs = { region: { value: 'us-east-1' }, cluster: { value: { name: 'weblogs', endpoint: 'https://api.example', certificateAuthority: 'Q0E=' } } };

test('the cluster of the applied stack goes into the kubeconfig, which only its owner reads', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'stack.tf.json'), JSON.stringify({ output: outputs }));
  const stack = ['--stack', 'stack.tf.json'];
  await runCli(folder, ['plan', ...stack]);
  await runCli(folder, ['apply', ...stack]);

  const run = await runCli(folder, ['kubeconfig', '--json', ...stack], { KUBECONFIG: join(folder, 'kube', 'config') });
  const printed = await runCli(folder, ['kubeconfig', '--print', ...stack]);

  expect(run.events.at(-1)).toMatchObject({ type: 'result', result: { context: 'weblogs', file: join(folder, 'kube', 'config') } });
  expect(readFileSync(join(folder, 'kube', 'config'), 'utf8')).toBe(printed.stdout);
  expect(statSync(join(folder, 'kube', 'config')).mode & 0o777).toBe(0o600);
});

test('fails when nothing is applied', async () => {
  const run = await runCli(temporaryFolder(), ['kubeconfig', '--json', '--stack', trialStackFile]);

  expect([run.exitCode, run.events.at(-1)]).toMatchObject([2, { error: { code: 'deployer/outputs-missing' } }]);
});

test('fails when the stack has no cluster', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'stack.tf.json'), JSON.stringify({ output: { bucket: { value: 'b' } } }));
  await runCli(folder, ['plan', '--stack', 'stack.tf.json']);
  await runCli(folder, ['apply', '--stack', 'stack.tf.json']);

  const run = await runCli(folder, ['kubeconfig', '--json', '--stack', 'stack.tf.json']);

  expect([run.exitCode, run.events.at(-1)]).toMatchObject([2, { error: { code: 'deployer/outputs-missing' } }]);
});
