// Tables: make one, load one
export { createTable, type CreateTableOptions, emptyTableMetadata } from './table-creation.ts';
export { type IcebergTable, loadTable, metadataPath } from './iceberg-table.ts';
export { currentSchema, currentSnapshot, type Snapshot, type SortOrder, type TableMetadata } from './table-metadata.ts';
export type { IcebergSchema, IcebergType, ListType, MapType, NestedField, StructType } from './iceberg-schema.ts';
export { type PartitionField, partitionIdentity, type PartitionSpec, type PartitionValue, type PartitionValues } from './partition-spec.ts';

// Data files: describe what an engine wrote, put it in its place
export type { BoundsById, CountsById, DataFile } from './data-file.ts';
export { describeParquet, type DescribeOptions } from './data-file-description.ts';
export { assignFieldIds } from './parquet-field-ids.ts';
export { placeDataFile } from './data-placement.ts';

// Snapshots: commit one, read what is there
export { commitSnapshot, type CommitOptions, type CommitResult } from './snapshot-commit.ts';
export type { RemovedFiles } from './manifest-writer.ts';
export { ancestors, findSnapshotBySummary, snapshotById } from './snapshot-history.ts';
export { changedPartitions, readDataFiles } from './live-files.ts';
