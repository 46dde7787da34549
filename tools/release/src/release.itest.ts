import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { clickhouseTarget, logs } from '@logex/log-schema';
import { openEmbeddedEngine, type EmbeddedEngine } from '@logex/query-sdk/embedded';
import { clickHouseServer, temporaryFolder, type ClickHouseServer } from '@logex/testing';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installPackages } from './install.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { releaseLocally, runRelease, type LocalRelease } from './release-locally.ts';
import { releasedPackages } from './released-packages.ts';
import { runCommand } from './run-command.ts';

type Warehouse = Parameters<typeof clickhouseTarget.icebergView>[1];

const root = join(import.meta.dirname, '../../..');
const packages = releasedPackages(root);
const versionOf = (dependency: string): string => (JSON.parse(readFileSync(join(root, 'node_modules', dependency, 'package.json'), 'utf8')) as { version: string }).version;

let folder: string;
let release: LocalRelease;
let user: string;

beforeAll(async () => {
  folder = temporaryFolder();
  release = await releaseLocally({ root, folder });
  user = join(folder, 'service');
}, 600_000);

afterAll(() => release.registry.close());

function tarball(name: string): string {
  const [path = ''] = globSync(`${name}/*.tgz`, { cwd: release.registry.storage });
  return join(release.registry.storage, path);
}

test('each package has a version of its own, a tag and an entry in its changelog', async () => {
  const tags = (await runCommand('git', ['tag'], { cwd: release.stage })).trim().split('\n');

  expect(tags.toSorted()).toEqual(release.packages.map(({ project, version }) => `${project}@${version}`).toSorted());
  for (const { folder: place, version } of release.packages) {
    expect(readFileSync(join(release.stage, place, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version} (`);
  }
});

test.each(packages)('$name packs clean', async ({ name }) => {
  const bytes = readFileSync(tarball(name));
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  const attw = runCommand(process.execPath, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), '--profile', 'esm-only', '--quiet', tarball(name)], { cwd: folder });
  const files = (await runCommand('tar', ['--list', '--file', tarball(name)], { cwd: folder })).trim().split('\n').map((path) => path.replace('package/', ''));

  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  await attw; // it ends with an error where types are wrong
  expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']));
  expect(files.filter((file) => /(?:^src\/|\.i?test\.|\.test-d\.|__fixtures__|__golden__|\.tsbuildinfo)/u.test(file))).toEqual([]);
});

/** What stands for a place of the reader's in an example: an address, a bucket. */
type StandIn = readonly [written: string, standIn: string];

/** Writes the code blocks of a README beside each other, as modules of a project. Gives their names. */
function writeBlocks(into: string, readme: string, prefix: string, standIns: readonly StandIn[] = []): string[] {
  const text = readFileSync(join(root, readme), 'utf8');
  for (const [written] of standIns) expect(text).toContain(written);
  return (['ts', 'js'] as const).flatMap((language) => markdownBlocks(text, language).map((code, index) => {
    const name = `${prefix}-${index + 1}.${language}`;
    writeFileSync(join(into, name), standIns.reduce((part, [written, standIn]) => part.replaceAll(written, standIn), code));
    return name;
  }));
}

const tsc = (cwd: string, ...args: readonly string[]): Promise<string> => runCommand(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), ...args], { cwd });
const node = (cwd: string, file: string, env: Record<string, string> = {}): Promise<string> => runCommand(process.execPath, ['--no-warnings', file], { cwd, env });

test('an empty project installs, type-checks and runs the examples of the libraries', { timeout: 600_000 }, async () => {
  const chosen = ['@logex/query-sdk', '@logex/jobs', '@logex/log-schema', ...['chdb', '@types/node'].map((name) => `${name}@${versionOf(name)}`)];
  await installPackages({ folder: user, npmrc: release.registry.npmrc, packages: chosen });
  mkdirSync(join(user, 'logs'));
  for (const sample of globSync('samples/*.{json,log}', { cwd: root })) copyFileSync(join(root, sample), join(user, 'logs', sample.replace('samples/', '')));
  const jobs = (...args: readonly string[]): Promise<string> => runCommand(join(user, 'node_modules/.bin/logex-jobs'), args, { cwd: user });
  await jobs('ingest', '--input', 'logs', '--warehouse', 'warehouse');
  // What `--engine spark` needs comes with the package.
  expect(existsSync(join(user, 'node_modules/@logex/jobs/runner/pom.xml'))).toBe(true);
  expect(JSON.parse(await jobs('compile', 'ingest'))).toMatchObject({ version: 1, jobs: { ingest: [{ file: 'ingest.json' }] } });
  const lake: Warehouse = { kind: 'local', folder: join(user, 'warehouse/analytics/logs') };
  const { engine, server } = await serverOf(lake);
  const standIns: StandIn[] = [
    ['https://clickhouse.example.com:8443', server.url],
    ["{ kind: 's3', url: 's3://lake/warehouse/analytics/logs/' }", JSON.stringify(lake)],
  ];
  try {
    const blocks = [
      ...writeBlocks(user, 'README.md', 'readme', [["warehouse: '/data/logs'", "warehouse: 'warehouse'"]]),
      ...writeBlocks(user, 'packages/log-schema/README.md', 'log-schema'),
      ...writeBlocks(user, 'packages/query-sdk/README.md', 'query-sdk', standIns),
      ...writeBlocks(user, 'apps/jobs/README.md', 'jobs', [['/var/log/myapp', join(user, 'logs')], ['/data/logs', join(user, 'warehouse')]]),
    ];
    await tsc(user, '-p', '.');
    const printed = new Map<string, string>();
    for (const block of blocks) printed.set(block, await node(user, block));

    expect(printed.get('readme-1.ts')).toMatch(/^2025-\d\d-\d\dT\d\d:00:00/mu);
    expect(printed.get('query-sdk-2.ts')).toContain('partitions');
  } finally {
    await server.close();
    await engine.close();
  }
});

/** A server whose table `logs` is the Iceberg table of a folder. */
async function serverOf(lake: Warehouse): Promise<{ engine: EmbeddedEngine; server: ClickHouseServer }> {
  process.chdir('/');
  const engine = await openEmbeddedEngine();
  await engine.client.command({ query: 'CREATE DATABASE analytics' });
  await engine.client.command({ query: clickhouseTarget.icebergView(logs, lake) });
  return { engine, server: await clickHouseServer({ directory: engine.directory }) };
}

test('the examples of the other packages type-check and run as they are packed', { timeout: 300_000 }, async () => {
  const blocks = ['packages/infra-core', 'packages/k8s-manifests', 'apps/deployer'].flatMap((place) => writeBlocks(release.stage, `${place}/README.md`, place.replace('/', '-')));
  await tsc(release.stage, ...blocks, '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--allowJs', '--module', 'nodenext', '--target', 'es2024', '--types', 'node', '--moduleDetection', 'force');
  for (const block of blocks) await node(release.stage, block);

  expect(blocks.length).toBeGreaterThanOrEqual(4);
});

test('a breaking change of the schema moves the major version, once it is declared', { timeout: 300_000 }, async () => {
  const { stage } = release;
  const table = join(stage, 'packages/log-schema/src/tables/logs.ts');
  writeFileSync(table, readFileSync(table, 'utf8').replace(/^ +thread: .*\n/mu, ''));
  const dryRun = (): Promise<string> => runRelease(stage, ['--dry-run'], false);

  await expect(dryRun()).rejects.toThrow('column-dropped logs.thread');

  writeFileSync(join(stage, 'packages/log-schema/recorded/declared.json'), JSON.stringify(['column-dropped', 'id-not-retired'].map((kind) => ({ change: `${kind} logs.thread`, reason: 'no one reads it' }))));
  const printed = stripVTControlCharacters(await dryRun());

  expect(printed).toMatch(/log-schema .*"major".* 1\.0\.0/u);
  expect(printed).toMatch(/query-sdk .*"major".* 1\.0\.0/u);
  expect(printed).toMatch(/deployer .*"patch".* 0\.\d+\.\d+/u);
});
