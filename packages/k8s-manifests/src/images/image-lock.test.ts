import { expect, test } from 'vitest';
import { imageReference, mirroredReference, placeholderDigest, unknownDigests, type ImageLock } from './image-lock.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const lock: ImageLock = {
  images: {
    spark: { repository: 'registry.example:5000/acme/spark', digest },
    operator: { repository: 'registry.example:5000/acme/mirror/operator', digest, upstream: 'ghcr.io/team/operator' },
    later: { repository: 'registry.example:5000/acme/later', digest: null },
    tagged: { repository: 'registry.example:5000/acme/tagged', digest: 'v1' },
  },
};

test('an image is named by its digest', () => {
  expect(imageReference(lock, 'spark')).toBe(`registry.example:5000/acme/spark@${digest}`);
});

test.each(['ghcr.io/team/operator', 'ghcr.io/team/operator:2.5.2', `ghcr.io/team/operator:2.5.2@sha256:${'b'.repeat(64)}`, 'registry.example:5000/acme/mirror/operator:x'])(
  'the image %s of a chart is ours',
  (image) => {
    expect(mirroredReference(lock, image)).toBe(`registry.example:5000/acme/mirror/operator@${digest}`);
  },
);

test.each([
  ['an image is not in the list', 'k8s/image-not-locked', () => imageReference(lock, 'redis')],
  ['a chart names an image that is not mirrored', 'k8s/image-not-locked', () => mirroredReference(lock, 'docker.io/library/redis:7')],
  ['the digest is not known', 'k8s/digest-unknown', () => imageReference(lock, 'later')],
  ['the digest is a tag', 'k8s/digest-not-allowed', () => imageReference(lock, 'tagged')],
])('fails when %s', (_, code, run) => {
  expect(run).toThrow(expect.objectContaining({ code, kind: 'usage' }) as Error);
});

test('a dry run goes on with a digest that no registry has', () => {
  expect(imageReference({ ...lock, unknownDigest: 'placeholder' }, 'later')).toBe(`registry.example:5000/acme/later@${placeholderDigest}`);
  expect(unknownDigests(lock)).toEqual(['later']);
});
