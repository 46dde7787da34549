import { open } from 'node:fs/promises';
import { type FileMetaData, parquetMetadataAsync, type ParquetParsers } from 'hyparquet';
import { parquetNotFitting } from './errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Statistics as raw Iceberg values: dates as days, times as microseconds, text only where its bytes are UTF-8. */
const rawParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => millis * 1000n,
  timestampFromMicroseconds: (micros) => micros,
  timestampFromNanoseconds: (nanos) => (nanos - (((nanos % 1000n) + 1000n) % 1000n)) / 1000n,
  dateFromDays: (days) => days,
  stringFromBytes: (bytes: Uint8Array) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return undefined;
    }
  },
};

/** A Parquet file's footer and its size in bytes. */
export interface ParquetFooter {
  readonly size: number;
  readonly metadata: FileMetaData;
}

/**
 * Reads the footer of a Parquet file, and no row.
 *
 * @throws LogexError `iceberg/parquet-not-fitting` (outside) for a file that is missing, cut short or no Parquet.
 */
export async function readParquetFooter(path: string): Promise<ParquetFooter> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const slice = async (start: number, end: number = size): Promise<ArrayBuffer> => {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        if (bytesRead !== bytes.length) throw new Error(`it ends before byte ${end}`);
        return bytes.buffer;
      };
      const metadata = await parquetMetadataAsync({ byteLength: size, slice }, { parsers: rawParsers, geoparquet: false });
      return { size, metadata };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw parquetNotFitting(path, 'its footer cannot be read', error);
  }
}
