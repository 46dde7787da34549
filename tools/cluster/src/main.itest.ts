import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sayNotRun } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { builtControlPlane, controlPlanePath, kubernetesVersion } from './control-plane-binary.ts';

const main = join(import.meta.dirname, 'main.ts');
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
  return `${status}: ${stdout}${stderr}`;
};

test('fails when there is no Go, or nothing is asked', () => {
  expect(run(['build'], { PATH: '/nowhere', XDG_CACHE_HOME: temporaryFolder() })).toMatch(/^3: building a Kubernetes control plane: there is no Go/u);
  expect(run([])).toMatch(/^2: what\?/u);
});

test('the program is kept by version and source', () => {
  expect(controlPlanePath()).toContain(`/logex/control-plane/${kubernetesVersion()}-`);
  expect(kubernetesVersion()).toMatch(/^v1\.33\.\d+$/u);
});

const program = builtControlPlane();
if (program === undefined) sayNotRun('the parts of a Kubernetes control plane', 'a Kubernetes control plane that npm run test:cluster builds once');

test.runIf(program !== undefined)('the program names its parts', () => {
  const { status, stderr } = spawnSync(program ?? '', ['kubelet'], { encoding: 'utf8' });

  expect([status, stderr]).toEqual([2, '"kubelet" is no part: etcd, kube-apiserver, kube-controller-manager, kube-scheduler\n']);
});
