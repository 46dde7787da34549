import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const root = join(import.meta.dirname, '../../..');

/** A JSON file of the repository. */
export function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Value;
}

/** Folders of the projects whose programs the pages name. */
export const projectFolders: Readonly<Record<string, string>> = {
  jobs: 'apps/jobs',
  deployer: 'apps/deployer',
  'log-schema': 'packages/log-schema',
};

/** The sources of our programs, by the names that users type. */
export const programs: Readonly<Record<string, string>> = {
  'logex-jobs': 'apps/jobs/src/main.ts',
  'logex-deployer': 'apps/deployer/src/main.ts',
  'logex-schema': 'packages/log-schema/src/cli/main.ts',
};
