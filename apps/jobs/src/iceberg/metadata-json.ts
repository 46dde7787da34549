import type { TableMetadata } from './table-metadata.ts';

/** Keys that hold 63-bit snapshot ids, wherever they stand in the metadata. */
const snapshotIdKeys = new Set(['snapshot-id', 'parent-snapshot-id', 'current-snapshot-id']);

/** The part of JSON that Node has and the es2024 library types lack (TC39: JSON.parse source text access). */
interface JsonWithSource {
  rawJSON(text: string): unknown;
}

/**
 * Metadata from its JSON text. Snapshot ids come as bigint, and so does any other whole number beyond 2^53, digit for digit.
 *
 * @throws SyntaxError for text that is not JSON.
 */
export function parseMetadataJson(text: string): TableMetadata {
  return JSON.parse(text, exactNumber) as TableMetadata;
}

/** The JSON text of metadata; bigint is written as a plain number with all its digits. */
export function metadataJson(metadata: TableMetadata): string {
  return JSON.stringify(metadata, rawBigint);
}

function exactNumber(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || !/^-?\d+$/.test(source)) return value;
  return snapshotIdKeys.has(key) || !Number.isSafeInteger(value) ? BigInt(source) : value;
}

function rawBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? (JSON as typeof JSON & JsonWithSource).rawJSON(String(value)) : value;
}
