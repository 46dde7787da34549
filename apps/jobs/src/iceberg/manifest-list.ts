import { decodeAvro, encodeAvro } from './avro-container.ts';
import { readTableFile, writeDurably } from './durable-file.ts';
import { avroCorrupt } from './errors.ts';
import { manifestListSchema } from './manifest-list.avro-schema.ts';
import type { Snapshot } from './table-metadata.ts';

/** Range of one partition key over the files of a manifest (spec: Manifest Lists, `field_summary`). */
export interface FieldSummary {
  readonly contains_null: boolean;
  readonly contains_nan: boolean | null;
  readonly lower_bound: Buffer | null;
  readonly upper_bound: Buffer | null;
}

/** What a snapshot says of one of its manifests (spec: Manifest Lists, `manifest_file`). */
export interface ManifestFile {
  readonly path: string;
  readonly length: number;
  readonly specId: number;
  readonly content: 'data' | 'deletes';
  /** Undefined until the commit that writes the manifest knows its sequence number. */
  readonly sequenceNumber: number | undefined;
  readonly minSequenceNumber: number | undefined;
  readonly addedSnapshotId: bigint;
  readonly addedFiles: number;
  readonly existingFiles: number;
  readonly deletedFiles: number;
  readonly addedRows: number;
  readonly existingRows: number;
  readonly deletedRows: number;
  readonly partitions: readonly FieldSummary[] | null;
  readonly keyMetadata: Buffer | null;
}

interface ManifestFileRecord {
  readonly manifest_path: string;
  readonly manifest_length: bigint;
  readonly partition_spec_id: number;
  readonly content?: number;
  readonly sequence_number?: bigint;
  readonly min_sequence_number?: bigint;
  readonly added_snapshot_id: bigint;
  readonly added_files_count: number;
  readonly existing_files_count: number;
  readonly deleted_files_count: number;
  readonly added_rows_count: bigint;
  readonly existing_rows_count: bigint;
  readonly deleted_rows_count: bigint;
  readonly partitions?: readonly FieldSummary[] | null;
  readonly key_metadata?: Buffer | null;
}

/** Writes the manifest list of a new snapshot durably; manifests without a sequence number take the snapshot's. */
export async function writeManifestList(snapshot: Snapshot, manifests: readonly ManifestFile[]): Promise<void> {
  const records = manifests.map((manifest) => manifestFileRecord(manifest, snapshot['sequence-number']));
  const bytes = encodeAvro(manifestListSchema, records, {
    'snapshot-id': String(snapshot['snapshot-id']),
    'parent-snapshot-id': String(snapshot['parent-snapshot-id'] ?? 'null'),
    'sequence-number': String(snapshot['sequence-number']),
    'format-version': '2',
  });
  await writeDurably(snapshot['manifest-list'], bytes);
}

/** The manifests of a snapshot. */
export async function readManifestList(snapshot: Snapshot): Promise<ManifestFile[]> {
  const path = snapshot['manifest-list'];
  const bytes = await readTableFile(path);
  try {
    return decodeAvro<ManifestFileRecord>(bytes, manifestListSchema).map(manifestFileOf);
  } catch (error) {
    throw avroCorrupt(path, error);
  }
}

function manifestFileRecord(manifest: ManifestFile, sequenceNumber: number): ManifestFileRecord {
  return {
    manifest_path: manifest.path,
    manifest_length: BigInt(manifest.length),
    partition_spec_id: manifest.specId,
    content: manifest.content === 'data' ? 0 : 1,
    sequence_number: BigInt(manifest.sequenceNumber ?? sequenceNumber),
    min_sequence_number: BigInt(manifest.minSequenceNumber ?? sequenceNumber),
    added_snapshot_id: manifest.addedSnapshotId,
    added_files_count: manifest.addedFiles,
    existing_files_count: manifest.existingFiles,
    deleted_files_count: manifest.deletedFiles,
    added_rows_count: BigInt(manifest.addedRows),
    existing_rows_count: BigInt(manifest.existingRows),
    deleted_rows_count: BigInt(manifest.deletedRows),
    partitions: manifest.partitions,
    key_metadata: manifest.keyMetadata,
  };
}

/** Numbers that format version 1 does not have are 0 (spec: Appendix E, Reading v1 metadata). */
function manifestFileOf(record: ManifestFileRecord): ManifestFile {
  return {
    path: record.manifest_path,
    length: Number(record.manifest_length),
    specId: record.partition_spec_id,
    content: record.content === 1 ? 'deletes' : 'data',
    sequenceNumber: Number(record.sequence_number ?? 0),
    minSequenceNumber: Number(record.min_sequence_number ?? 0),
    addedSnapshotId: record.added_snapshot_id,
    addedFiles: record.added_files_count,
    existingFiles: record.existing_files_count,
    deletedFiles: record.deleted_files_count,
    addedRows: Number(record.added_rows_count),
    existingRows: Number(record.existing_rows_count),
    deletedRows: Number(record.deleted_rows_count),
    partitions: record.partitions ?? null,
    keyMetadata: record.key_metadata ?? null,
  };
}
