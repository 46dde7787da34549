import type { IcebergSchema } from './iceberg-schema.ts';
import type { PartitionSpec } from './partition-spec.ts';

/** How rows are ordered within a data file (spec: Sort Orders). */
export interface SortOrder {
  readonly 'order-id': number;
  readonly fields: readonly {
    readonly transform: string;
    readonly 'source-id': number;
    readonly direction: 'asc' | 'desc';
    readonly 'null-order': 'nulls-first' | 'nulls-last';
  }[];
}

/** One state of the table (spec: Snapshots). Ids are bigint: they use all 63 bits. */
export interface Snapshot {
  readonly 'snapshot-id': bigint;
  /** Absent for the first snapshot. */
  readonly 'parent-snapshot-id'?: bigint;
  readonly 'sequence-number': number;
  readonly 'timestamp-ms': number;
  /** `operation`, the counts of the spec (Appendix F), and what the committer added. */
  readonly summary?: Readonly<Record<string, string>>;
  readonly 'manifest-list': string;
  readonly 'schema-id'?: number;
}

/** A branch or tag (spec: Snapshot References). */
export interface SnapshotRef {
  readonly 'snapshot-id': bigint;
  readonly type: 'branch' | 'tag';
}

/** A record of statistics that belongs to one snapshot. */
export interface SnapshotStatistics {
  readonly 'snapshot-id': bigint;
}

/**
 * Table metadata, format version 2 (spec: Table Metadata and Appendix C): the fields that are read or changed here.
 * Other fields of the JSON stay in the object and are written back as they were.
 */
export interface TableMetadata {
  readonly 'format-version': number;
  readonly 'table-uuid': string;
  readonly location: string;
  readonly 'last-sequence-number': number;
  readonly 'last-updated-ms': number;
  readonly 'last-column-id': number;
  readonly 'current-schema-id': number;
  readonly schemas: readonly IcebergSchema[];
  readonly 'default-spec-id': number;
  readonly 'partition-specs': readonly PartitionSpec[];
  readonly 'last-partition-id': number;
  readonly 'default-sort-order-id': number;
  readonly 'sort-orders': readonly SortOrder[];
  readonly properties?: Readonly<Record<string, string>>;
  /** -1, null or absent while the table is empty. */
  readonly 'current-snapshot-id'?: bigint | null;
  readonly snapshots?: readonly Snapshot[];
  readonly 'snapshot-log'?: readonly { readonly 'snapshot-id': bigint; readonly 'timestamp-ms': number }[];
  readonly 'metadata-log'?: readonly { readonly 'metadata-file': string; readonly 'timestamp-ms': number }[];
  readonly refs?: Readonly<Record<string, SnapshotRef>>;
  readonly statistics?: readonly SnapshotStatistics[];
  readonly 'partition-statistics'?: readonly SnapshotStatistics[];
}

/** The snapshot that readers see, or undefined while the table is empty. */
export function currentSnapshot(metadata: TableMetadata): Snapshot | undefined {
  const id = metadata['current-snapshot-id'];
  return metadata.snapshots?.find((snapshot) => snapshot['snapshot-id'] === id);
}

/** The schema that new files are written with. */
export function currentSchema(metadata: TableMetadata): IcebergSchema {
  return found(metadata.schemas.find((schema) => schema['schema-id'] === metadata['current-schema-id']), 'current schema');
}

/** The partition spec of an id; without one, the spec that new files are written with. */
export function partitionSpecOf(metadata: TableMetadata, id: number = metadata['default-spec-id']): PartitionSpec {
  return found(metadata['partition-specs'].find((spec) => spec['spec-id'] === id), `partition spec ${id}`);
}

/** A table property as a whole number; the default when it is absent or not a number. */
export function integerProperty(metadata: TableMetadata, name: string, byDefault: number): number {
  const text = metadata.properties?.[name];
  const value = Number(text);
  return text !== undefined && Number.isSafeInteger(value) ? value : byDefault;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TypeError(`the table metadata has no ${what}`);
  return value;
}
