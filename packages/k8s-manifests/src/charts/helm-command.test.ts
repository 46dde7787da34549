import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { chartReleases, helmRender, type ChartSource } from '../index.ts';

const digest = 'c'.repeat(64);
const sources = {
  'spark-operator': { kind: 'repository', url: 'https://charts.example/spark', chart: 'spark-operator', version: '2.5.2', digest },
  'external-secrets': { kind: 'oci', reference: 'oci://registry.example/charts/external-secrets', version: '1.3.2', digest: null },
  'cluster-autoscaler': { kind: 'folder', path: 'site/cluster-autoscaler' },
} as const satisfies Record<string, ChartSource>;
const releases = chartReleases(platform, sources);
const options = { folder: 'charts', kubernetesVersion: '1.33', requireDigest: false };

test('the command lines and values of each chart', () => {
  const text = releases.map((release) => {
    const { pull, archive, template } = helmRender(release, options);
    const lines = [pull === null ? undefined : `helm ${pull.arguments.join(' ')}`, archive === null ? undefined : `sha256 ${archive.digest} ${archive.file}`, `helm ${template.arguments.join(' ')}`];
    return `# ${release.name}: ${release.images.join(', ')}\n# ${lines.filter((line) => line !== undefined).join('\n# ')}\n${template.input}`;
  });

  expectGolden(text.join('---\n'), new URL('../__golden__/charts.yaml', import.meta.url));
});

test('fails when a chart for a cluster has no digest', () => {
  expect(() => releases.map((release) => helmRender(release, { ...options, requireDigest: true }))).toThrow(expect.objectContaining({ code: 'k8s/chart-digest-unknown', kind: 'usage' }) as Error);
});

test('the autoscaler gets the arguments of phase 1, but those that its chart makes', () => {
  const { values } = releases.find(({ name }) => name === 'cluster-autoscaler')!;

  expect(values['extraArgs']).toEqual({ 'aws-use-static-instance-list': 'true', expander: 'least-waste' });
});
