import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { imageDigests } from '../kubernetes/inputs.ts';
import { readInput } from '../kubernetes/input-file.ts';

/** Digests by name, as the file had them and as it has them. */
export interface DigestFileChange {
  readonly path: string;
  /** Names whose digest is another one than before. */
  readonly changed: readonly string[];
}

/**
 * Puts digests into the file that plans of phase 2 read; what it has of other images stays. With `dryRun` nothing is written.
 *
 * @throws LogexError `deployer/input-unreadable` (usage) for a file of another shape.
 */
export function writeDigests(base: string, file: string | undefined, digests: Readonly<Record<string, string>>, dryRun = false): DigestFileChange {
  const path = resolve(base, file ?? imageDigests.name);
  const before = existsSync(path) ? (readInput(imageDigests, base, path) ?? {}) : {};
  const changed = Object.keys(digests).filter((name) => before[name] !== digests[name]).sort();
  if (!dryRun && changed.length > 0) {
    const sorted = Object.entries({ ...before, ...digests }).toSorted(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(path, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  }
  return { path, changed };
}
