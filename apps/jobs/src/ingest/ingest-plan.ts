import { fingerprint, isGzip, lineBreakAt, lineEndAfter, lineStartBefore, withFile, type FileVersion } from '../inputs/file-version.ts';
import type { FileHandle } from 'node:fs/promises';
import { sniffFamily } from '../inputs/family-sniffing.ts';
import type { FilePart, PartCause } from './file-part.ts';
import type { LedgerRow } from './ledger.ts';

/** What became of the listed files. */
export interface IngestPlan {
  /** Parts to read, in the order of their paths. */
  readonly parts: readonly FilePart[];
  /** Files whose version the ledger has already. */
  readonly unchanged: number;
  /** Files that cannot be opened now; they are tried again by the next run. */
  readonly unreadable: readonly { readonly path: string; readonly error: string }[];
  /** Files listed and gone since. */
  readonly vanished: readonly string[];
}

/** What the ledger has of a path. */
export interface KnownFile {
  /** Its newest row: of a large file, the row of the last part. */
  readonly newest: LedgerRow;
  /** Every version that was read to its end, see {@link versionKey}: one that is put back in place is not read twice. */
  readonly versions: ReadonlySet<string>;
}

/** What the ledger has, by path. */
export type KnownFiles = ReadonlyMap<string, KnownFile>;

const versionKey = (size: number | bigint, version: string): string => `${size} ${version}`;

/** What the ledger has, by path. */
export function knownFiles(ledger: readonly LedgerRow[]): KnownFiles {
  const known = new Map<string, { newest: LedgerRow; versions: Set<string> }>();
  for (const row of ledger) {
    if (row.state === 'withdrawn') continue;
    const seen = known.get(row.path) ?? { newest: row, versions: new Set() };
    const sameVersion = seen.newest.size === row.size && seen.newest.version === row.version;
    if (!sameVersion || row.end_byte >= seen.newest.end_byte) seen.newest = row;
    if (row.end_byte === row.size) seen.versions.add(versionKey(row.size, row.version));
    known.set(row.path, seen);
  }
  return known;
}

/** Decides for each listed file whether it is read, and from which byte. Reads the edges of files, never the whole. */
export async function planIngest(files: readonly string[], known: KnownFiles, partBytes: number): Promise<IngestPlan> {
  const parts: FilePart[] = [];
  const unreadable: { path: string; error: string }[] = [];
  const vanished: string[] = [];
  let unchanged = 0;
  for (const path of files) {
    try {
      const found = await withFile(path, (handle, version) => fileParts(handle, version, known.get(path), partBytes));
      if (found === undefined) unchanged += 1;
      else parts.push(...found);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') vanished.push(path);
      else unreadable.push({ path, error: message });
    }
  }
  return { parts, unchanged, unreadable, vanished };
}

async function fileParts(
  handle: FileHandle,
  version: FileVersion,
  seen: KnownFile | undefined,
  partBytes: number,
): Promise<FilePart[] | undefined> {
  if (seen?.versions.has(versionKey(version.size, version.version))) return undefined;
  const gzip = await isGzip(handle);
  const whole = {
    ...version,
    compression: gzip ? 'gzip' : 'none',
    family: await sniffFamily(handle, gzip),
    fingerprint: await fingerprint(handle, version.size),
  } as const;
  const start = await startOf(handle, version, seen?.newest, gzip);
  if (!gzip && version.size > 0 && /\.gz$/i.test(version.path)) {
    const fault = { reason: 'invalid-gzip', detail: 'the file does not begin as gzip does' } as const;
    return [{ ...whole, ...start, endByte: version.size, fault }];
  }
  if (gzip || version.size - start.firstByte <= partBytes) return [{ ...whole, ...start, endByte: version.size }];
  return cutParts(handle, { ...whole, ...start, endByte: version.size }, partBytes);
}

interface PartStart {
  readonly cause: PartCause;
  readonly firstByte: number;
  readonly firstLine: number;
}

/**
 * Where reading begins. A plain file that only grew is read from where the ledger ends. Where a last line without a line
 * break has grown since, it was cut, and is read again as a whole under its own number.
 */
async function startOf(handle: FileHandle, version: FileVersion, seen: LedgerRow | undefined, gzip: boolean): Promise<PartStart> {
  const fromBegin = { firstByte: 0, firstLine: 1 };
  if (!seen) return { cause: 'new', ...fromBegin };
  const end = Number(seen.end_byte);
  const grown = !gzip && seen.rows_in !== null && version.size >= end && (await fingerprint(handle, end)) === seen.fingerprint;
  if (!grown) return { cause: 'changed', ...fromBegin };
  const nextLine = Number(seen.first_line) + Number(seen.rows_in ?? 0);
  const firstByte = await lineStartBefore(handle, end);
  if (firstByte === end || version.size === end) return { cause: 'grown', firstByte: end, firstLine: nextLine };
  const lineBreak = await lineBreakAt(handle, end);
  if (lineBreak > 0) return { cause: 'grown', firstByte: end + lineBreak, firstLine: nextLine };
  return { cause: 'grown', firstByte, firstLine: nextLine - 1 };
}

/** Cuts a large file at line breaks, so that a killed run has little to read again. */
async function cutParts(handle: FileHandle, whole: FilePart, partBytes: number): Promise<FilePart[]> {
  const parts: FilePart[] = [];
  for (let from = whole.firstByte; from < whole.endByte; ) {
    const target = from + partBytes;
    const endByte = target >= whole.endByte ? whole.endByte : await lineEndAfter(handle, target, whole.endByte);
    parts.push({
      ...whole,
      firstByte: from,
      endByte,
      firstLine: from === whole.firstByte ? whole.firstLine : undefined,
      fingerprint: await fingerprint(handle, endByte),
    });
    from = endByte;
  }
  return parts;
}
