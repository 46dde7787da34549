import { mkdir, open, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilePart } from './file-part.ts';

/** Options of {@link linkParts}. */
export interface LinkOptions {
  /** Parts whose bytes are copied although they are a whole file: it is being written, and only the planned bytes count. */
  readonly pinned: ReadonlySet<string>;
}

/**
 * Fills a folder with one entry for each part, numbered from 1: a link where the part is a whole file, so that no name can
 * mean anything to the engine, else a copy of its bytes.
 */
export async function linkParts(folder: string, parts: readonly FilePart[], options: LinkOptions): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [index, part] of parts.entries()) {
    if (part.endByte === part.firstByte) continue;
    const name = `${String(index + 1).padStart(7, '0')}.log${part.compression === 'gzip' ? '.gz' : ''}`;
    const whole = part.firstByte === 0 && part.endByte === part.size && !options.pinned.has(part.path);
    if (whole) await symlink(part.path, join(folder, name));
    else await copyRange(part, join(folder, name));
  }
}

const chunkBytes = 8 * 1024 * 1024;

async function copyRange(part: FilePart, target: string): Promise<void> {
  const [source, copy] = [await open(part.path, 'r'), await open(target, 'w')] as const;
  try {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, part.endByte - part.firstByte));
    for (let at = part.firstByte; at < part.endByte; ) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, part.endByte - at), at);
      // The file was cut; its version tells so.
      if (bytesRead === 0) return;
      await copy.writev([buffer.subarray(0, bytesRead)]);
      at += bytesRead;
    }
  } finally {
    await Promise.all([source.close(), copy.close()]);
  }
}
