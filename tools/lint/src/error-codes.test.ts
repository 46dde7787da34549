import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { errorCodes, errorTable } from './error-codes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const codes = globSync('{packages,apps}/*/src/**/errors.ts', { cwd: root }).sort().flatMap((path) => errorCodes(root + path));

test('docs/errors.md lists every error code', () => {
  expectGolden(errorTable(codes), new URL('../../../docs/errors.md', import.meta.url));
});

test('each code is used once, and each error says what happened', () => {
  const seen = codes.map(({ code }) => code);
  expect(seen.filter((code, index) => seen.indexOf(code) !== index)).toEqual([]);
  expect(codes.filter(({ doc, code }) => doc === '' || !/^[a-z][a-z0-9]*\/[a-z0-9-]+$/.test(code))).toEqual([]);
});
