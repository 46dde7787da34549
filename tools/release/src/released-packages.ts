import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package or app that is published. */
export interface ReleasedPackage {
  /** Package name, such as `@logex/jobs`. */
  readonly name: string;
  /** Name of the Nx project, such as `jobs`. */
  readonly project: string;
  readonly version: string;
  /** Folder, relative to the workspace root. */
  readonly folder: string;
}

/** Everything under `packages/` and `apps/` of the workspace at `root` that is not private, in order of folder. */
export function releasedPackages(root: string): ReleasedPackage[] {
  const files = globSync('{packages,apps}/*/package.json', { cwd: root }).toSorted();
  return files.flatMap((file) => {
    const folder = dirname(file);
    const { name, version, private: hidden = false } = readJson<{ name: string; version: string; private?: boolean }>(join(root, file));
    return hidden ? [] : [{ name, version, folder, project: readJson<{ name: string }>(join(root, folder, 'project.json')).name }];
  });
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
