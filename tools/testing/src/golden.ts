import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';

/**
 * Holds generated text to the golden file at `file`, byte for byte; the file ends in exactly one line break.
 *
 * With `LOGEX_UPDATE_GOLDEN=1` the file is written instead (`npm run golden:update`).
 *
 * @throws Error with a unified patch from the golden to the text, when they differ or the file is missing.
 */
export function expectGolden(text: string, file: URL): void {
  const path = fileURLToPath(file);
  const actual = `${text.trimEnd()}\n`;
  const expected = textOf(path);
  if (actual === expected) return;
  if (process.env['LOGEX_UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  throw new Error(goldenMismatch(relative(process.cwd(), path), expected, actual));
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function goldenMismatch(name: string, expected: string | undefined, actual: string): string {
  const patch = createTwoFilesPatch(expected === undefined ? '/dev/null' : name, name, expected ?? '', actual);
  const what = expected === undefined ? 'is missing' : 'differs from the text';
  return `golden file ${name} ${what}; if the text is right, run: npm run golden:update\n${patch}`;
}
