import { expectGolden } from '@logex/testing';
import { test } from 'vitest';
import * as entry from './index.ts';

const names = (module: object): string[] => Object.keys(module).toSorted();

test('the package exports the recorded names and no others', () => {
  const { clickhouseTarget, icebergTarget, sparkTarget } = entry;
  const targets = Object.entries({ clickhouseTarget, icebergTarget, sparkTarget });
  const lines = [...names(entry), ...targets.flatMap(([target, module]) => names(module).map((name) => `${target}.${name}`))];

  expectGolden(lines.join('\n'), new URL('__golden__/public-exports.txt', import.meta.url));
});
