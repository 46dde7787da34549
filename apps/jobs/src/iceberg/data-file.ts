import type { PartitionValues } from './partition-spec.ts';

/** Counts by field id. */
export type CountsById = ReadonlyMap<number, number>;

/** Bounds by field id, each in the binary single-value form. */
export type BoundsById = ReadonlyMap<number, Uint8Array>;

/** One data file of a table with what is known of its rows (spec: Manifests, `data_file`). */
export interface DataFile {
  /** Absolute path. */
  readonly filePath: string;
  /** `PARQUET` for files written here. */
  readonly fileFormat: string;
  readonly partition: PartitionValues;
  readonly recordCount: number;
  readonly fileSizeInBytes: number;
  /** Compressed bytes of each column. */
  readonly columnSizes?: CountsById | undefined;
  /** Values of each column, nulls included. */
  readonly valueCounts?: CountsById | undefined;
  readonly nullValueCounts?: CountsById | undefined;
  readonly nanValueCounts?: CountsById | undefined;
  readonly lowerBounds?: BoundsById | undefined;
  readonly upperBounds?: BoundsById | undefined;
  readonly keyMetadata?: Uint8Array | undefined;
  /** Byte at which each row group begins. */
  readonly splitOffsets?: readonly number[] | undefined;
  /** Sort order that the rows follow. @default unknown */
  readonly sortOrderId?: number | undefined;
}

/** What a manifest says of a file: still there, new, or removed (spec: `status` 0, 1, 2). */
export const entryStatus = { existing: 0, added: 1, deleted: 2 } as const;

/** A line of a manifest (spec: Manifests, `manifest_entry`), inherited values filled in. */
export interface ManifestEntry {
  readonly status: (typeof entryStatus)[keyof typeof entryStatus];
  /** Snapshot that added the file, or that removed it. */
  readonly snapshotId: bigint;
  /** Data sequence number; undefined in a new entry, which inherits it from its manifest. */
  readonly sequenceNumber: number | undefined;
  readonly fileSequenceNumber: number | undefined;
  readonly file: DataFile;
}
