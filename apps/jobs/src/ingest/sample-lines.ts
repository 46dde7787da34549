import type { FileHandle } from 'node:fs/promises';
import { withFile } from '../inputs/file-version.ts';
import type { FilePart } from './file-part.ts';

const windowBytes = 8192;
const maxParts = 100;

/** The first and the last lines of parts: of gzip parts none, and of many parts some, evenly spread. They are a guess at what the rest is like. */
export async function sampleLines(parts: readonly FilePart[]): Promise<string[]> {
  const step = Math.max(1, Math.ceil(parts.length / maxParts));
  const chosen = parts.filter((part, index) => index % step === 0 && part.compression !== 'gzip');
  const lines: string[] = [];
  for (const part of chosen) lines.push(...(await withFile(part.path, (handle) => edgeLines(handle, part)).catch(() => [])));
  return lines;
}

async function edgeLines(handle: FileHandle, part: FilePart): Promise<string[]> {
  const length = Math.min(windowBytes, part.endByte - part.firstByte);
  const window = async (start: number): Promise<string[]> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.toString('utf8', 0, bytesRead).split('\n');
  };
  const [first] = await window(part.firstByte);
  const last = (await window(part.endByte - length)).slice(1).findLast((line) => line !== '');
  return [first, last].filter((line) => line !== undefined);
}
