import { LogexError } from '@logex/log-schema';

/** A metadata file of a table that is none. */
export function metadataUnreadable(path: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/metadata-unreadable',
    kind: 'outside',
    message: `reading ${path}: ${why}; expected is the metadata of an Iceberg table`,
    hint: 'look whether something else writes into the warehouse; the metastore names the file that tables are read from',
    cause,
  });
}
