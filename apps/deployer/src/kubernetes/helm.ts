import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { helmRender, ownChartObjects, sourceText, type ChartRelease, type HelmCommand, type KubeObject, type PlatformConfig } from '@logex/k8s-manifests';
import { chartNotRendered } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A chart that was rendered, or the reason why it was not. */
export interface RenderedChart {
  readonly name: string;
  readonly namespace: string;
  /** Where it comes from, for people. */
  readonly source: string;
  /** Command lines that render it; its archive is in the current folder. */
  readonly commands: readonly string[];
  /** Values in YAML, which the last command reads from standard input. */
  readonly values: string;
  /** Its objects with our images; null where it was not rendered. */
  readonly objects: readonly KubeObject[] | null;
  /** Why it was not rendered. */
  readonly reason?: string;
}

/** `LOGEX_HELM`, else `helm`, if it starts. */
export async function findHelm(environment: Environment): Promise<string | undefined> {
  const command = environment['LOGEX_HELM'] || 'helm';
  const { failed } = await execa(command, ['version', '--short'], { env: environment, extendEnv: false, reject: false, stdin: 'ignore' });
  return failed ? undefined : command;
}

/**
 * Renders a chart by `helm`, asking no cluster. A chart without a digest is not fetched, and without `helm` none is rendered: the
 * answer says so.
 *
 * @throws LogexError `deployer/chart-not-rendered` (outside) where helm fails, or the archive is another one than its digest says.
 */
export async function renderChart(helm: string | undefined, release: ChartRelease, config: PlatformConfig, { base, environment }: { readonly base: string; readonly environment: Environment }): Promise<RenderedChart> {
  const folder = mkdtempSync(join(tmpdir(), 'logex-chart-'));
  try {
    const render = helmRender(release, { folder, kubernetesVersion: config.cluster.kubernetesVersion, requireDigest: false });
    const told = helmRender(release, { folder: '.', kubernetesVersion: config.cluster.kubernetesVersion, requireDigest: false });
    const about = {
      name: release.name,
      namespace: release.namespace,
      source: sourceText(release.source),
      commands: [...(told.pull === null ? [] : [told.pull]), told.template].map(({ arguments: args }) => ['helm', ...args].join(' ')),
      values: told.template.input,
    };
    if (helm === undefined) return { ...about, objects: null, reason: 'helm is not there' };
    if (render.archive !== null && render.archive.digest === null) return { ...about, objects: null, reason: `the digest of ${about.source} is not known` };
    const run = (command: HelmCommand): Promise<string> => runHelm(helm, release.name, command, { base, environment });
    if (render.pull !== null) await run(render.pull);
    if (render.archive !== null) checkDigest(release.name, join(folder, render.archive.file), render.archive.digest);
    const { project, images } = config;
    return { ...about, objects: ownChartObjects(await run(render.template), { project, images, namespace: release.namespace }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runHelm(helm: string, chart: string, { arguments: args, input }: HelmCommand, { base, environment }: { readonly base: string; readonly environment: Environment }): Promise<string> {
  const { stdout, stderr, failed } = await execa(helm, args, { cwd: base, env: environment, extendEnv: false, reject: false, input, timeout: 120_000 });
  if (failed) throw chartNotRendered(chart, stderr.trim().split('\n').at(-1) ?? 'it ended without a word');
  return stdout;
}

function checkDigest(chart: string, archive: string, digest: string | null): void {
  const seen = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (seen !== digest) throw chartNotRendered(chart, `its archive has the SHA-256 ${seen}, not ${digest}`);
}
