import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test, vi } from 'vitest';
import { expectGolden } from './golden.ts';
import { temporaryFolder } from './temporary-folder.ts';

beforeEach(() => {
  vi.stubEnv('LOGEX_UPDATE_GOLDEN', '');
  return () => vi.unstubAllEnvs();
});

test('passes when the text equals the file, whatever line breaks end the text', () => {
  const path = join(temporaryFolder(), 'query.sql');
  writeFileSync(path, 'SELECT 1\n');

  expectGolden('SELECT 1', pathToFileURL(path));
  expectGolden('SELECT 1\n\n', pathToFileURL(path));
});

test('fails when the text differs, and prints a patch', () => {
  const path = join(temporaryFolder(), 'query.sql');
  writeFileSync(path, 'SELECT a\nFROM logs\n');

  expect(() => expectGolden('SELECT b\nFROM logs', pathToFileURL(path))).toThrow(
    /differs from the text.*golden:update\n[^]*-SELECT a\n\+SELECT b\n FROM logs/u,
  );
  expect(readFileSync(path, 'utf8')).toBe('SELECT a\nFROM logs\n');
});

test('fails when the file is missing, and prints the whole text', () => {
  const path = join(temporaryFolder(), 'query.sql');

  expect(() => expectGolden('SELECT 1', pathToFileURL(path))).toThrow(/is missing[^]*\+SELECT 1/u);
});

test('writes the file, and its folder, when asked to update', () => {
  const path = join(temporaryFolder(), '__golden__', 'query.sql');
  vi.stubEnv('LOGEX_UPDATE_GOLDEN', '1');

  expectGolden('SELECT 1', pathToFileURL(path));

  expect(readFileSync(path, 'utf8')).toBe('SELECT 1\n');
});
