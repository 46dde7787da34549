import { open, mkdir, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readFailed, writeFailed } from './errors.ts';

/**
 * Writes a new file and returns when its bytes are on disk; the folder entry needs {@link syncFolder}.
 *
 * @throws LogexError `iceberg/write-failed`, also when the file exists.
 */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  await withFile(path, 'wx', async (file) => {
    await file.writeFile(content);
    await file.sync();
  });
}

/** Brings the bytes of an existing file to disk. */
export async function syncFile(path: string): Promise<void> {
  await withFile(path, 'r', (file) => file.datasync());
}

/** Brings the entries of a folder to disk: new names and removed ones. */
export async function syncFolder(path: string): Promise<void> {
  await withFile(path, 'r', (file) => file.sync());
}

/** Makes a folder and those above it, and brings every entry that was made to disk. */
export async function makeFolder(path: string): Promise<void> {
  try {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await syncFolder(dirname(folder));
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** The bytes of a file that a snapshot names; `file:` addresses of other writers are read as plain paths. */
export async function readTableFile(path: string): Promise<Buffer> {
  try {
    return await readFile(plainPath(path));
  } catch (error) {
    throw readFailed(path, error);
  }
}

/** A path without the `file:` scheme that Hadoop's local file system puts before it. */
export function plainPath(path: string): string {
  return path.replace(/^file:(?:\/\/(?=\/))?/, '');
}

/** Whether an error of the file system has this code, such as `EEXIST`. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function withFile(path: string, flags: string, act: (file: FileHandle) => Promise<void>): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
    await act(file);
  } catch (error) {
    throw writeFailed(path, error);
  } finally {
    await file?.close();
  }
}
