import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleasedPackage } from './released-packages.ts';

/** A module that users import. */
export interface PackageEntry {
  /** What they write, such as `@logex/query-sdk/embedded`. */
  readonly specifier: string;
  /** Its source file. */
  readonly source: string;
}

/** The modules that `exports` of a package names, without files of data. */
export function packageEntries(root: string, { name, folder }: ReleasedPackage): PackageEntry[] {
  const { exports } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { exports: Record<string, string | { '@logex/source': string }> };
  return Object.entries(exports).flatMap(([path, entry]) => (typeof entry === 'string' ? [] : [{ specifier: join(name, path), source: join(root, folder, entry['@logex/source']) }]));
}
