import { fileURLToPath } from 'node:url';
import { defaultMirroredImages } from '@logex/infra-core';
import { expect, test } from 'vitest';
import { resolveConfig } from '../config/resolve-config.ts';
import { lockedImages } from '../kubernetes/locked-images.ts';
import { plannedOutputs } from '../kubernetes/planned-outputs.ts';
import { foundation } from '../stacks/foundation.ts';
import { imagesFolder, readImageVersions } from './image-versions.ts';
import { builtImages, builtRepository, mirroredRepository } from './project-image.ts';

test('what is built and mirrored is what pods run, in the repositories of phase 1', async () => {
  const { config } = resolveConfig({ environment: {}, set: [] });
  const outputs = await plannedOutputs(await foundation({ config, allowDestroy: [] }), 'us-east-1');
  const { images } = lockedImages({ outputs, digests: {}, upstreams: {}, hiveMetastoreImage: null, unknownDigest: 'placeholder' });
  const pushed = [
    ...builtImages.map((image) => [image.name, builtRepository(config.project_name, image)]),
    ...defaultMirroredImages.map(({ name }) => [name, mirroredRepository(config.project_name, name)]),
  ];

  expect(Object.fromEntries(Object.entries(images).map(([name, { repository }]) => [name, repository]))).toEqual(Object.fromEntries(pushed.map(([name, repository]) => [name, `${outputs.images.registry}/${repository}`])));
});

test('the public images have a version, each of the repository that charts name', () => {
  const { mirrored } = readImageVersions(imagesFolder(fileURLToPath(new URL('.', import.meta.url)), undefined));

  expect(Object.entries(mirrored).map(([name, { reference }]) => ({ name, upstream: reference.replace(/:[^:/]*$/u, '') }))).toEqual(expect.arrayContaining([...defaultMirroredImages]));
  expect(Object.keys(mirrored)).toHaveLength(defaultMirroredImages.length);
});
