import { numberNotAllowed } from '../errors.ts';

const mebibyte = 1024 * 1024;

/** How the memory of a server is shared out, in bytes. */
export interface MemorySettings {
  /** What the server may take in all; a tenth of the container's limit stays for what is not counted. */
  readonly server: number;
  /** Where a query is ended. */
  readonly query: number;
  /** Where sorting and grouping go on on disk. */
  readonly spill: number;
  readonly markCache: number;
  readonly uncompressedCache: number;
  readonly indexMarkCache: number;
  readonly icebergMetadataCache: number;
}

/**
 * Memory settings from the limit of the container: all caches together are a quarter of what the server may take.
 *
 * @throws LogexError `k8s/number-not-allowed` (usage) for less than 2 GiB.
 */
export function memorySettings(limitGib: number): MemorySettings {
  if (!(limitGib >= 2)) throw numberNotAllowed('clickhouse.memoryGib', limitGib, '2 or more', 'a ClickHouse server with less fails on its first larger query');
  const server = part(limitGib * 1024, 0.9);
  return {
    server: server * mebibyte,
    query: part(server, 0.6) * mebibyte,
    spill: part(server, 0.3) * mebibyte,
    markCache: part(server, 0.1) * mebibyte,
    uncompressedCache: part(server, 0.08) * mebibyte,
    indexMarkCache: part(server, 0.05) * mebibyte,
    icebergMetadataCache: part(server, 0.02) * mebibyte,
  };
}

const part = (whole: number, share: number): number => Math.floor(whole * share);

/** Bytes of all caches together. */
export function cacheBytes({ markCache, uncompressedCache, indexMarkCache, icebergMetadataCache }: MemorySettings): number {
  return markCache + uncompressedCache + indexMarkCache + icebergMetadataCache;
}
