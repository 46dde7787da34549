import { realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { inputEmpty, inputMissing } from '../errors.ts';

/** Files found for `--input`. */
export interface InputFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** Files passed over because they are archives or data files, not logs. */
  readonly skipped: readonly string[];
}

/** Pattern of names of files that hold no lines of text and cannot be read as gzip, in any case; JavaScript and Java read it alike. */
export const notLogsPattern = String.raw`\.(?:zst|bz2|xz|lz4|zip|7z|tar|tgz|parquet|orc|avro|png|jpe?g|pdf|md)$`;

const notLogs = new RegExp(notLogsPattern, 'i');

/** Files within folders that writers use for themselves. A file that is named as such is always read. */
const ignored = ['**/_*', '**/.*', '**/.*/**', '**/*.tmp'];

const isGlob = (pattern: string): boolean => /[*?{}[\]]/.test(pattern);

/**
 * Lists what `--input` names: a file, a folder with all that lies below it, or a glob.
 *
 * @throws LogexError `jobs/input-missing` for a path that does not exist, `jobs/input-empty` where nothing is found (both usage).
 */
export async function listInputFiles(patterns: readonly string[], base: string, outside: string): Promise<InputFiles> {
  const found = new Set<string>();
  for (const pattern of patterns) for (const file of await expand(pattern, base)) found.add(file);
  const own = outside + sep;
  const candidates = (await eachOnce([...found].filter((file) => !file.startsWith(own)))).sort();
  const skipped = candidates.filter((file) => notLogs.test(basename(file)));
  const files = candidates.filter((file) => !notLogs.test(basename(file)));
  if (files.length === 0) throw inputEmpty(patterns);
  return { files, skipped };
}

/** One path for each file, however many links lead to it: its own where that was found, else the shortest. */
async function eachOnce(files: readonly string[]): Promise<string[]> {
  const byTarget = new Map<string, string>();
  for (const file of [...files].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const target = await realpath(file).catch(() => file);
    if (!byTarget.has(target) || file === target) byTarget.set(target, file);
  }
  return [...byTarget.values()];
}

async function expand(pattern: string, base: string): Promise<string[]> {
  const path = resolve(base, pattern);
  const found = await stat(path).catch(({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' || code === 'ENOTDIR' ? undefined : ('unreadable' as const)));
  if (found === 'unreadable' || (found && !found.isDirectory())) return [path];
  if (found) return glob('**/*', { cwd: path, absolute: true, dot: false, ignore: ignored, expandDirectories: false });
  if (isGlob(pattern)) return glob(pattern, { cwd: base, absolute: true, dot: false, ignore: ignored, expandDirectories: false });
  throw inputMissing(path);
}
