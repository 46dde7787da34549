import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const ofTheFile: (() => void)[] = [];

// A hook that is registered by another hook never runs, so the file's clean-up is registered at import.
afterAll(() => {
  for (const remove of ofTheFile.splice(0)) remove();
});

/**
 * The absolute path of a new, empty folder, removed with its content when the current test ends.
 *
 * Called outside of a test, say in `beforeAll`, it lives until all tests of the file have run.
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'logex-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    ofTheFile.push(remove);
  }
  return folder;
}
