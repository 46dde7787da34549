import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { sayNotRun } from '@logex/aws-checks';
import { builtGoTool, controlPlaneNeeds } from '@logex/cluster';
import type { ChartRelease, ChartSource } from '@logex/k8s-manifests';
import { temporaryFolder } from '@logex/testing';
import { expect, onTestFinished, test } from 'vitest';
import { writeSmallChart } from '../__fixtures__/small-chart.ts';
import { configSchema } from '../config/config-schema.ts';
import { foundation } from '../stacks/foundation.ts';
import { findHelm, renderChart } from './helm.ts';
import { lockedImages } from './locked-images.ts';
import { plannedOutputs } from './planned-outputs.ts';
import { platformConfig } from './platform-config.ts';

const config = configSchema.parse({});
const outputs = await plannedOutputs(await foundation({ config, allowDestroy: [] }), config.aws_region);
const images = lockedImages({ outputs, digests: {}, upstreams: { 'spark-operator': 'ghcr.io/team/operator' }, hiveMetastoreImage: null, unknownDigest: 'placeholder' });
const platform = platformConfig({ config, outputs, images, plans: {} });

const release = (source: ChartSource): ChartRelease => ({ name: 'small', namespace: 'operators', source, values: { nodeSelector: { pool: 'system' } }, images: ['spark-operator'] });

test('without helm a chart is named with the command lines that render it', async () => {
  const chart = await renderChart(undefined, release({ kind: 'oci', reference: 'oci://registry.example/charts/small', version: '1.2.3', digest: null }), platform, { base: '.', environment: {} });

  expect(chart).toMatchObject({ objects: null, reason: 'helm is not there', source: 'oci://registry.example/charts/small:1.2.3' });
  expect(chart.commands[0]).toBe('helm pull oci://registry.example/charts/small --version 1.2.3 --destination .');
});

test('a binary that does not start is no helm', async () => {
  expect(await findHelm({ LOGEX_HELM: 'no-such-helm' })).toBeUndefined();
});

const helm = await findHelm({ ...process.env, LOGEX_HELM: process.env['LOGEX_HELM'] ?? builtGoTool('helm') });
if (helm === undefined) {
  sayNotRun('charts rendered by helm, from a folder and from a repository', `helm: on the path, in LOGEX_HELM, or with ${controlPlaneNeeds}`);
} else {
  const folder = temporaryFolder();
  writeSmallChart(folder, 'ghcr.io/team/operator:2.5.2');

  test('a chart in a folder is rendered with its values, its definitions and our images', async () => {
    const { objects } = await renderChart(helm, release({ kind: 'folder', path: folder }), platform, { base: '.', environment: process.env });

    expect(objects).toMatchObject([
      { kind: 'CustomResourceDefinition', metadata: { name: 'gadgets.example.com', labels: { 'logex.io/inventory': 'data-platform' } } },
      {
        kind: 'Deployment',
        metadata: { name: 'small', namespace: 'operators' },
        spec: { template: { spec: { nodeSelector: { pool: 'system' }, containers: [{ image: expect.stringMatching(/\/data-platform\/mirror\/spark-operator@sha256:/u) as string }] } } },
      },
    ]);
  });

  test('fails when the chart runs an image that is not mirrored', async () => {
    const other = temporaryFolder();
    writeSmallChart(other, 'docker.io/library/redis:7');

    await expect(renderChart(helm, release({ kind: 'folder', path: other }), platform, { base: '.', environment: process.env })).rejects.toMatchObject({ code: 'k8s/image-not-locked' });
  });

  test('fails when there is no such folder', async () => {
    await expect(renderChart(helm, release({ kind: 'folder', path: 'absent' }), platform, { base: '.', environment: process.env })).rejects.toMatchObject({ code: 'deployer/chart-not-rendered', kind: 'outside' });
  });

  test('a chart of a repository is fetched, checked by its digest, and refused by another', async () => {
    const repository = temporaryFolder();
    const { url } = await served(repository);
    await execa(helm, ['package', folder, '--destination', repository]);
    await execa(helm, ['repo', 'index', repository, '--url', url]);
    const digest = createHash('sha256').update(readFileSync(join(repository, 'small-1.2.3.tgz'))).digest('hex');
    const source = { kind: 'repository', url, chart: 'small', version: '1.2.3' } as const;

    const known = await renderChart(helm, release({ ...source, digest }), platform, { base: '.', environment: process.env });
    const unknown = await renderChart(helm, release({ ...source, digest: null }), platform, { base: '.', environment: process.env });

    expect(known.objects).toHaveLength(2);
    expect(unknown).toMatchObject({ objects: null, reason: `the digest of ${url} small:1.2.3 is not known` });
    await expect(renderChart(helm, release({ ...source, digest: 'f'.repeat(64) }), platform, { base: '.', environment: process.env })).rejects.toThrow(`SHA-256 ${digest}, not ffff`);
  });
}

/** Serves the files of a folder on a free port of this machine. */
async function served(folder: string): Promise<{ url: string }> {
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, (request.url ?? '').replaceAll('..', ''))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
