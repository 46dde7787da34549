import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { imageAccount, type ImageAccount } from '../__fixtures__/image-account.ts';
import { failureOf, resultOf } from '../__fixtures__/mock-account.ts';
import type { BuiltResult } from '../images/build-images.ts';
import type { DigestFileChange } from '../images/digest-file.ts';
import type { MirroredResult } from '../images/mirror-images.ts';
import type { PushedImages } from '../images/pushed-images.ts';
import { buildImagesCommand, type BuildImagesOptions } from './build-images.ts';
import { ecrImages, ecrList, type EcrImagesOptions, type EcrListOptions } from './ecr.ts';
import { mirror, type MirrorOptions } from './mirror.ts';
import { tfvars, type TfvarsOptions } from './tfvars.ts';

let account: ImageAccount;
beforeAll(async () => {
  account = await imageAccount();
}, 120_000);

const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) as string;
const digestsOf = (): Record<string, string> => JSON.parse(account.read('logex.images.json')) as Record<string, string>;
const versions = (): { mirrored: Record<string, { digest: string | null }> } => JSON.parse(account.read('images/versions.json')) as never;
const blobFile = (of: string): string => join(account.source.storage, 'docker/registry/v2/blobs/sha256', of.slice(7, 9), of.slice(7), 'data');

interface Manifest {
  readonly manifests: readonly { readonly digest: string }[];
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}
const manifest = (of: string): Manifest => JSON.parse(readFileSync(blobFile(of), 'utf8')) as Manifest;

test('fails when digests are not known, and names what fills them', async () => {
  const copy = await account.here<MirrorOptions, never>(mirror, {});
  const build = await account.run('build-hive', '--tool', 'buildah');

  expect(copy.error).toMatchObject({ kind: 'usage', code: 'deployer/digests-unknown', hint: expect.stringContaining('mirror --resolve') as string });
  expect(failureOf(build)).toMatchObject({ exitCode: 3, code: 'deployer/base-unknown', hint: expect.stringContaining('mirror --resolve') as string });
});

test('digests are looked up at the registry and written down, and all else in the file stays; one that is not there keeps no other from it', async () => {
  const before = account.read('images/versions.json');
  const look = await account.here<MirrorOptions, { missing: { name: string }[] }>(mirror, { resolve: true, dryRun: true });
  expect([look.value?.missing.map(({ name }) => name), account.read('images/versions.json')]).toEqual([['BUILD_IMAGE', 'OTHER_IMAGE', 'clickhouse-server'], before]);

  const { error } = await account.here(mirror, { resolve: true });

  const found = versions().mirrored['clickhouse-server']?.digest ?? '';
  expect(error).toMatchObject({ code: 'deployer/image-not-there', message: expect.stringContaining('public/none:1') as string });
  expect(found).toEqual(digest);
  expect(account.read('images/versions.json')).toBe(before.replaceAll('base:1.0", "digest": null', `base:1.0", "digest": "${found}"`));
});

test('fails when a layer is not what its digest says; a copy that broke off goes on, and a whole one is skipped', async () => {
  const copy = () => account.here<MirrorOptions, { images: MirroredResult[] }>(mirror, {});
  const { manifests } = manifest(versions().mirrored['clickhouse-server']?.digest ?? '');
  const [first, second] = manifests.map(({ digest: of }) => manifest(of));
  const config = blobFile(second?.config.digest ?? '');
  const layer = blobFile(first?.layers[0]?.digest ?? '');
  const content = readFileSync(layer);

  writeFileSync(layer, Buffer.alloc(content.length));
  const changed = await copy();
  writeFileSync(layer, content);
  renameSync(config, `${config}.away`);
  const broken = await copy();
  renameSync(`${config}.away`, config);
  const [whole, again] = [await copy(), await copy()];

  expect(changed.error).toMatchObject({ kind: 'outside', code: 'deployer/digest-mismatch' });
  expect(broken.error).toMatchObject({ kind: 'outside', code: 'deployer/registry-refused' });
  expect(whole.events).toContainEqual({ type: 'note', message: '  clickhouse-server: 2 manifests and 1 blobs copied' });
  expect(whole.value?.images).toMatchObject([{ name: 'clickhouse-server', copied: true, digest }]);
  expect(again.value?.images).toMatchObject([{ name: 'clickhouse-server', copied: false }]);
  expect(digestsOf()).toEqual({ 'clickhouse-server': versions().mirrored['clickhouse-server']?.digest });
}, 60_000);

test('images are built by the real buildah for two platforms, pushed once, and their digests written down', async () => {
  const build = (dryRun: boolean) => account.here<BuildImagesOptions, { images: readonly (BuiltResult & { commands: readonly string[] })[]; file: DigestFileChange }>(buildImagesCommand(), { tool: 'buildah', platform: ['linux/amd64', 'linux/arm64'], dryRun });
  const dry = await build(true);
  const built = await build(false);
  const again = await build(false);

  expect(built.value?.images).toMatchObject(['hive-metastore', 'spark-ingest', 'spark-aggregate'].map((name) => ({ name, digest, skipped: false })));
  expect(built.value?.file.changed).toEqual(['hive-metastore', 'spark-aggregate', 'spark-ingest']);
  expect([again.value?.images.every(({ skipped }) => skipped), again.value?.file.changed]).toEqual([true, []]);
  expect(Object.keys(digestsOf())).toEqual(['clickhouse-server', 'hive-metastore', 'spark-aggregate', 'spark-ingest']);
  expect(dry.value?.images.flatMap(({ commands }) => commands).filter((command) => command.includes('manifest push'))).toHaveLength(3);
}, 120_000);

test('the registry tells repositories, images, and the values of the configuration', async () => {
  const listed = await account.here<EcrListOptions, { repositories: { name: string }[] }>(ecrList, {});
  const images = await account.here<EcrImagesOptions, { images: { digest: string; tags: string[] }[] }>(ecrImages, { repository: 'spark' });
  writeFileSync(join(account.folder, 'old.json'), JSON.stringify({ 'hive-metastore': `sha256:${'0'.repeat(64)}` }));
  const values = await account.here<TfvarsOptions, PushedImages & { file: DigestFileChange }>(tfvars, { write: true, images: 'old.json' });

  expect(listed.value?.repositories).toMatchObject(['hive-metastore', 'mirror/clickhouse-server', 'spark'].map((name) => ({ name: `weblogs/${name}`, tagsMove: false, scansOnPush: true })));
  expect(images.value?.images.map((image) => image.digest).toSorted()).toEqual([digestsOf()['spark-aggregate'], digestsOf()['spark-ingest']].toSorted());
  expect(values.text).toContain(`hive_metastore_image = "${account.target.host}/weblogs/hive-metastore@${digestsOf()['hive-metastore']}"\n`);
  expect(values.text).toContain('# external-secrets: no image yet');
  expect(JSON.parse(account.read('old.json'))).toEqual(digestsOf());
});

test('fails when ECR has no such repository, and names those it has', async () => {
  const { error } = await account.here<EcrImagesOptions, never>(ecrImages, { repository: 'nothing' });

  expect(error).toMatchObject({ kind: 'usage', code: 'deployer/repository-unknown', message: expect.stringContaining('weblogs/spark') as string });
});

test('a tool is signed in by standard input: the password is in no command and no output', async () => {
  const run = await account.run('ecr-login', '--tool', 'buildah');

  expect(resultOf<object>(run)).toMatchObject({ registry: account.target.host, command: `buildah login --username AWS --password-stdin ${account.target.host}` });
  expect(run.stdout + run.stderr).not.toContain('auth-token');
  expect(account.read('auth.json')).toContain(account.target.host);
});
