import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { cacheBytes, memorySettings } from './memory-settings.ts';

test('whatever the limit, everything fits into it', () => {
  assert(
    property(integer({ min: 2, max: 4096 }), (limitGib) => {
      const memory = memorySettings(limitGib);
      expect(memory.server).toBeLessThan(limitGib * 1024 ** 3);
      expect(memory.query).toBeLessThan(memory.server);
      expect(memory.spill).toBeLessThan(memory.query);
      expect(cacheBytes(memory) + memory.query).toBeLessThan(memory.server);
    }),
  );
});

test.each([1, 0, -4, Number.NaN])('fails when the limit is %s GiB', (limitGib) => {
  expect(() => memorySettings(limitGib)).toThrow(expect.objectContaining({ code: 'k8s/number-not-allowed', kind: 'usage' }) as Error);
});
