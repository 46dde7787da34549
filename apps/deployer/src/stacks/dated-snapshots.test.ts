import { expect, test } from 'vitest';
import { configSchema } from '../config/config-schema.ts';
import { datedSnapshots } from './dated-snapshots.ts';
import { foundation } from './foundation.ts';

test('two destructions of one stack take snapshots of two names, and nothing else differs', async () => {
  const stack = await foundation({ config: configSchema.parse({}), allowDestroy: ['*'] });
  const [first, second] = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z'].map((moment) => JSON.stringify(datedSnapshots(stack, new Date(moment))));

  expect(first).toContain('-metastore-final-20260102030405"');
  expect(second).toContain('-metastore-final-20260102030406"');
  expect(first?.replaceAll('-20260102030405', '')).toBe(JSON.stringify(stack));
});
