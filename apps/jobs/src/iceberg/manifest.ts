import { decodeAvro, encodeAvro } from './avro-container.ts';
import { type DataFile, entryStatus, type ManifestEntry } from './data-file.ts';
import { type DataFileRecord, dataFileOf, dataFileRecord } from './data-file-record.ts';
import { readTableFile, writeDurably } from './durable-file.ts';
import { avroCorrupt, featureNotSupported } from './errors.ts';
import { manifestEntrySchema } from './manifest-entry.avro-schema.ts';
import type { FieldSummary, ManifestFile } from './manifest-list.ts';
import { type PartitionKey, partitionKeys, rawPartitionValue } from './partition-spec.ts';
import { compareRaw, singleValueBytes } from './single-value.ts';
import { currentSchema, partitionSpecOf, type TableMetadata } from './table-metadata.ts';

interface ManifestEntryRecord {
  readonly status: ManifestEntry['status'];
  readonly snapshot_id: bigint | null;
  readonly sequence_number?: bigint | null;
  readonly file_sequence_number?: bigint | null;
  readonly data_file: DataFileRecord;
}

/** What {@link writeManifest} writes, and where. */
export interface ManifestContent {
  /** Absolute path of the new file. */
  readonly path: string;
  readonly specId: number;
  /** The snapshot whose commit writes the manifest. */
  readonly snapshotId: bigint;
  readonly entries: readonly ManifestEntry[];
}

/** The typed keys of one of a table's partition specs. */
export function tablePartitionKeys(metadata: TableMetadata, specId?: number): PartitionKey[] {
  const columns = { type: 'struct', fields: metadata.schemas.flatMap((schema) => schema.fields) } as const;
  return partitionKeys(partitionSpecOf(metadata, specId), columns, metadata.location);
}

/**
 * Writes a manifest durably (spec: Manifests). New entries carry no sequence number and inherit the snapshot's (spec:
 * Sequence Number Inheritance); kept and removed ones keep theirs.
 */
export async function writeManifest(metadata: TableMetadata, content: ManifestContent): Promise<ManifestFile> {
  const keys = tablePartitionKeys(metadata, content.specId);
  const schema = currentSchema(metadata);
  const bytes = encodeAvro(manifestEntrySchema(keys), content.entries.map((entry) => entryRecord(entry, keys)), {
    schema: JSON.stringify(schema),
    'schema-id': String(schema['schema-id'] ?? 0),
    'partition-spec': JSON.stringify(partitionSpecOf(metadata, content.specId).fields),
    'partition-spec-id': String(content.specId),
    'format-version': '2',
    content: 'data',
  });
  await writeDurably(content.path, bytes);
  return manifestFile(content, bytes.length, keys);
}

/** The entries of a data manifest, removed files included, with inherited ids and sequence numbers filled in. */
export async function readManifest(metadata: TableMetadata, manifest: ManifestFile): Promise<ManifestEntry[]> {
  if (manifest.content !== 'data') throw featureNotSupported(metadata.location, 'delete files', 'only data files are read here');
  const keys = tablePartitionKeys(metadata, manifest.specId);
  const bytes = await readTableFile(manifest.path);
  try {
    if (bytes.length !== manifest.length) throw new Error(`it has ${bytes.length} bytes, and its snapshot says ${manifest.length}`);
    const records = decodeAvro<ManifestEntryRecord>(bytes, manifestEntrySchema(keys));
    return records.map((record) => entryOf(record, manifest, keys));
  } catch (error) {
    throw avroCorrupt(manifest.path, error);
  }
}

function entryRecord(entry: ManifestEntry, keys: readonly PartitionKey[]): ManifestEntryRecord {
  return {
    status: entry.status,
    snapshot_id: entry.snapshotId,
    sequence_number: entry.sequenceNumber === undefined ? null : BigInt(entry.sequenceNumber),
    file_sequence_number: entry.fileSequenceNumber === undefined ? null : BigInt(entry.fileSequenceNumber),
    data_file: dataFileRecord(entry.file, keys),
  };
}

function entryOf(record: ManifestEntryRecord, manifest: ManifestFile, keys: readonly PartitionKey[]): ManifestEntry {
  const inherited = BigInt(manifest.sequenceNumber ?? 0);
  return {
    status: record.status,
    snapshotId: record.snapshot_id ?? manifest.addedSnapshotId,
    sequenceNumber: Number(record.sequence_number ?? inherited),
    fileSequenceNumber: Number(record.file_sequence_number ?? inherited),
    file: dataFileOf(record.data_file, keys),
  };
}

function manifestFile(content: ManifestContent, length: number, keys: readonly PartitionKey[]): ManifestFile {
  const of = (status: ManifestEntry['status']): DataFile[] =>
    content.entries.filter((entry) => entry.status === status).map((entry) => entry.file);
  const rows = (files: readonly DataFile[]): number => files.reduce((sum, file) => sum + file.recordCount, 0);
  const [existing, added, deleted] = [of(entryStatus.existing), of(entryStatus.added), of(entryStatus.deleted)];
  const live = content.entries.filter((entry) => entry.status !== entryStatus.deleted);
  const numbers = live.flatMap((entry) => entry.sequenceNumber ?? []);
  return {
    path: content.path,
    length,
    specId: content.specId,
    content: 'data',
    sequenceNumber: undefined,
    minSequenceNumber: numbers.length > 0 ? Math.min(...numbers) : undefined,
    addedSnapshotId: content.snapshotId,
    addedFiles: added.length,
    existingFiles: existing.length,
    deletedFiles: deleted.length,
    addedRows: rows(added),
    existingRows: rows(existing),
    deletedRows: rows(deleted),
    partitions: keys.map((key) => fieldSummary(key, content.entries.map((entry) => entry.file))),
    keyMetadata: null,
  };
}

function fieldSummary(key: PartitionKey, files: readonly DataFile[]): FieldSummary {
  const values = files.map((file) => rawPartitionValue(key.type, file.partition[key.name] ?? null));
  const sorted = values.filter((value) => value !== null).sort(compareRaw);
  const [lower, upper] = [sorted[0], sorted.at(-1)];
  return {
    contains_null: values.includes(null),
    contains_nan: false,
    lower_bound: lower === undefined ? null : singleValueBytes(key.type, lower),
    upper_bound: upper === undefined ? null : singleValueBytes(key.type, upper),
  };
}
