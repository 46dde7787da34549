import { createHash } from 'node:crypto';
import { constants, open, type FileHandle } from 'node:fs/promises';
import { notAFile } from '../errors.ts';

/** A version of a file: what tells that it changed. */
export interface FileVersion {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Modification time, ISO-8601 in UTC with nanoseconds. */
  readonly version: string;
}

const edge = 64 * 1024;

function isoNanoseconds(time: bigint): string {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(time % 1_000_000_000n).padStart(9, '0')}Z`;
}

async function versionOf(path: string, handle: FileHandle): Promise<FileVersion> {
  const found = await handle.stat({ bigint: true });
  return { path, size: Number(found.size), version: isoNanoseconds(found.mtimeNs) };
}

/**
 * Reads the version of a file, and what `read` makes of the open file: all of the same file, whatever happens to its name.
 *
 * @throws LogexError `jobs/not-a-file` (outside) for a pipe, a socket or a device; errors of opening and reading.
 */
export async function withFile<T>(path: string, read: (handle: FileHandle, version: FileVersion) => Promise<T>): Promise<T> {
  // Without O_NONBLOCK, opening a pipe waits for someone to write into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw notAFile(path);
    return await read(handle, await versionOf(path, handle));
  } finally {
    await handle.close();
  }
}

/** Version of a file, or nothing where it is gone or cannot be opened. */
export async function currentVersion(path: string): Promise<FileVersion | undefined> {
  return withFile(path, async (_handle, version) => version).catch(() => undefined);
}

async function readRange(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** SHA-256 over the first and the last 64 KiB of the bytes before `end`: tells a file that has only grown from one that was rewritten. */
export async function fingerprint(handle: FileHandle, end: number): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readRange(handle, 0, Math.min(edge, end)));
  hash.update(await readRange(handle, Math.max(0, end - edge), end));
  return hash.digest('hex');
}

/** Whether the file begins as a gzip stream. Source: RFC 1952, section 2.3.1. */
export async function isGzip(handle: FileHandle): Promise<boolean> {
  const magic = await readRange(handle, 0, 2);
  return magic[0] === 0x1f && magic[1] === 0x8b;
}

/** Position behind the first line break at or after `from`, or `size` where there is none before it. */
export async function lineEndAfter(handle: FileHandle, from: number, size: number): Promise<number> {
  for (let at = from; at < size; at += edge) {
    const found = (await readRange(handle, at, Math.min(size, at + edge))).indexOf(10);
    if (found >= 0) return at + found + 1;
  }
  return size;
}

/** Position behind the last line break before `end`: `end` itself where the bytes end in one. */
export async function lineStartBefore(handle: FileHandle, end: number): Promise<number> {
  for (let to = end; to > 0; to -= edge) {
    const from = Math.max(0, to - edge);
    const found = (await readRange(handle, from, to)).lastIndexOf(10);
    if (found >= 0) return from + found + 1;
  }
  return 0;
}

/** Bytes of the line break at a position: 1, 2 with a carriage return, or 0 where there is none. */
export async function lineBreakAt(handle: FileHandle, at: number): Promise<number> {
  const [first, second] = await readRange(handle, at, at + 2);
  if (first === 10) return 1;
  return first === 13 && second === 10 ? 2 : 0;
}
