import type { FileHandle } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { FormatFamily } from '@logex/log-schema';

const head = 4096;

/**
 * Family of formats that the first line of a file is of. It only decides which way most lines take; each line is still read
 * in its own format.
 */
export async function sniffFamily(handle: FileHandle, gzip: boolean): Promise<FormatFamily> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(head), 0, head, 0);
  const text = gzip ? unpacked(buffer.subarray(0, bytesRead)) : buffer.subarray(0, bytesRead);
  return /^\s*\{/.test(text.toString('utf8').replace(/^\uFEFF/, '')) ? 'json' : 'access';
}

/** The first bytes of a gzip stream, which ends early here. */
function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}
