import { join } from 'node:path';
import { expectGolden } from '@logex/testing';
import { test } from 'vitest';
import { publicExports } from './public-exports.ts';
import { releasedPackages } from './released-packages.ts';

const root = join(import.meta.dirname, '../../..');

test.each(releasedPackages(root))('$name exports the recorded names, types too, and no others', (released) => {
  expectGolden(publicExports(root, released).join('\n'), new URL(`__golden__/${released.project}.exports.txt`, import.meta.url));
});
