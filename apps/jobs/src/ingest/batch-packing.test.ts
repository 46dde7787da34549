import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchId, packBatches, partWeight } from './batch-packing.ts';
import type { FilePart } from './file-part.ts';

const part = (path: string, more: Partial<FilePart> = {}): FilePart => ({
  path, size: 100, version: '2025-08-25T01:02:03.000000000Z', fingerprint: 'f', compression: 'none', family: 'json', firstByte: 0, endByte: 100, firstLine: 1, cause: 'new', ...more,
});

test('parts are packed in their order until a batch is full', () => {
  const parts = ['a', 'b', 'c', 'd', 'e'].map((path) => part(path));

  expect(packBatches(parts, 250).map((batch) => batch.map(({ path }) => path))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(packBatches([], 250)).toEqual([]);
});

test('a part larger than a batch has one of its own', () => {
  const parts = [part('a'), part('b', { endByte: 5000 }), part('c')];

  expect(packBatches(parts, 250).map((batch) => batch.map(({ path }) => path))).toEqual([['a'], ['b'], ['c']]);
});

test('a gzip file counts eightfold', () => {
  expect(partWeight(part('a', { compression: 'gzip' }))).toBe(800);
  expect(packBatches([part('a'), part('b', { compression: 'gzip' })], 850)).toHaveLength(2);
});

test('parts of one file never share a batch, and families of formats do not mix', () => {
  const parts = [part('a', { endByte: 10 }), part('a', { firstByte: 10, endByte: 20 }), part('b', { family: 'access' }), part('c')];

  const batches = packBatches(parts, 1e9);

  expect(batches.map((batch) => batch.map(({ path, firstByte }) => `${path}${firstByte}`))).toEqual([['a0'], ['a10', 'c0'], ['b0']]);
});

test('at most 2000 files share a batch', () => {
  const parts = Array.from({ length: 4500 }, (_, index) => part(`f${index}`, { endByte: 1 }));

  expect(packBatches(parts, 1e9).map((batch) => batch.length)).toEqual([2000, 2000, 500]);
});

test('every part is in exactly one batch, whatever the sizes', () => {
  const some = fc.array(fc.record({ endByte: fc.nat(400), gzip: fc.boolean(), json: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 1000 }), (shapes, batchBytes) => {
      const parts = shapes.map(({ endByte, gzip, json }, index) => part(`f${index}`, { endByte, compression: gzip ? 'gzip' : 'none', family: json ? 'json' : 'access' }));
      const batches = packBatches(parts, batchBytes);

      expect(batches.flat().map(({ path }) => path).sort()).toEqual(parts.map(({ path }) => path).sort());
      for (const batch of batches) {
        const weight = batch.reduce((sum, each) => sum + partWeight(each), 0);
        expect(batch.length === 1 || weight <= batchBytes).toBe(true);
        expect(new Set(batch.map(({ family }) => family)).size).toBe(1);
      }
    }),
  );
});

test('the same parts have the same id in any order; another version or range has another', () => {
  const [a, b] = [part('a'), part('b')];

  expect(batchId([a, b])).toBe(batchId([b, a]));
  expect(batchId([a, b])).toMatch(/^[0-9a-f]{20}$/);
  const others = [[a], [a, part('b', { version: '2025-08-25T01:02:03.000000001Z' })], [a, part('b', { size: 101 })], [a, part('b', { firstByte: 1 })], [a, part('b', { endByte: 99 })]];
  expect(new Set([batchId([a, b]), ...others.map((parts) => batchId(parts))]).size).toBe(others.length + 1);
});

test('an id that is taken gives way to another one, always the same', () => {
  const parts = [part('a')];
  const first = batchId(parts);
  const second = batchId(parts, new Set([first]));

  expect(second).not.toBe(first);
  expect(batchId(parts, new Set([first]))).toBe(second);
  expect(batchId(parts, new Set([first, second]))).not.toBe(second);
});
