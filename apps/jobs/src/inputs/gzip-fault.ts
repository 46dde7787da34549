import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { RejectReason } from '@logex/log-schema';

/** What is wrong with a file as a whole. */
export interface FileFault {
  readonly reason: RejectReason;
  /** What the decompressor said. */
  readonly detail: string;
}

const sink = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Unpacks a gzip file to nowhere and tells what is wrong with it, if anything is. */
export async function findGzipFault(path: string): Promise<FileFault | undefined> {
  try {
    await pipeline(createReadStream(path), createGunzip(), sink());
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !code.startsWith('Z_')) throw error;
    const notGzip = error.message === 'incorrect header check';
    return { reason: notGzip ? 'invalid-gzip' : 'truncated-gzip', detail: error.message };
  }
}
