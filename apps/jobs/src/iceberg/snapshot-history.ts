import { snapshotMissing } from './errors.ts';
import type { IcebergTable } from './iceberg-table.ts';
import { currentSnapshot, type Snapshot, type TableMetadata } from './table-metadata.ts';

/**
 * A snapshot by id.
 *
 * @throws LogexError `iceberg/snapshot-missing`.
 */
export function snapshotById(table: IcebergTable, id: bigint): Snapshot {
  const snapshot = table.metadata.snapshots?.find((candidate) => candidate['snapshot-id'] === id);
  if (!snapshot) throw snapshotMissing(table.location, id);
  return snapshot;
}

/** A snapshot and those before it that the metadata still holds, newest first. */
export function ancestors(metadata: TableMetadata, from: Snapshot | undefined = currentSnapshot(metadata)): Snapshot[] {
  const byId = new Map(metadata.snapshots?.map((snapshot) => [snapshot['snapshot-id'], snapshot]));
  const line: Snapshot[] = [];
  for (let snapshot = from; snapshot; snapshot = byId.get(snapshot['parent-snapshot-id'] ?? -1n)) line.push(snapshot);
  return line;
}

/** The snapshots after one, newest first: undefined when that one is not in the line of the current snapshot. */
export function snapshotsSince(metadata: TableMetadata, id: bigint): Snapshot[] | undefined {
  const line = ancestors(metadata);
  const index = line.findIndex((snapshot) => snapshot['snapshot-id'] === id);
  return index < 0 ? undefined : line.slice(0, index);
}

/**
 * The newest snapshot in the current line whose summary has `value` under `key`: tells whether a commit with a marker
 * such as `logex-batch-id` has happened. Expired snapshots are not found.
 */
export function findSnapshotBySummary(table: IcebergTable, key: string, value: string): Snapshot | undefined {
  return ancestors(table.metadata).find((snapshot) => snapshot.summary?.[key] === value);
}
