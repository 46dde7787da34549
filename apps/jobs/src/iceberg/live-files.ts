import { type DataFile, entryStatus, type ManifestEntry } from './data-file.ts';
import type { IcebergTable } from './iceberg-table.ts';
import { readManifest } from './manifest.ts';
import { type ManifestFile, readManifestList } from './manifest-list.ts';
import { partitionIdentity, type PartitionValues } from './partition-spec.ts';
import { snapshotsSince } from './snapshot-history.ts';
import { currentSnapshot, type Snapshot, type TableMetadata } from './table-metadata.ts';

/** Whether an entry's file is part of the snapshot. */
export const isLive = (entry: ManifestEntry): boolean => entry.status !== entryStatus.deleted;

/**
 * The data files of a snapshot (spec: Scan Planning): all of its manifests' entries that are existing or added. Delete
 * files, which this committer never writes, are passed over.
 *
 * @default snapshot the current one; an empty table has no files
 */
export async function readDataFiles(table: IcebergTable, snapshot: Snapshot | undefined = currentSnapshot(table.metadata)): Promise<DataFile[]> {
  if (!snapshot) return [];
  const files: DataFile[] = [];
  for (const manifest of dataManifests(await readManifestList(snapshot))) {
    for (const entry of await readManifest(table.metadata, manifest)) if (isLive(entry)) files.push(entry.file);
  }
  return files;
}

/** A file that a snapshot added or removed. */
export interface ChangedFile {
  readonly snapshotId: bigint;
  readonly file: DataFile;
}

/** The files that one snapshot itself added or removed, in both manifests that it wrote and wherever they are named. */
export async function readChangedFiles(metadata: TableMetadata, snapshot: Snapshot): Promise<ChangedFile[]> {
  const snapshotId = snapshot['snapshot-id'];
  const changed: ChangedFile[] = [];
  for (const manifest of dataManifests(await readManifestList(snapshot))) {
    if (manifest.addedSnapshotId !== snapshotId) continue;
    for (const entry of await readManifest(metadata, manifest)) {
      if (entry.status !== entryStatus.existing && entry.snapshotId === snapshotId) changed.push({ snapshotId, file: entry.file });
    }
  }
  return changed;
}

/**
 * The partitions of files added or removed by snapshots after the given one, each once. Without an id, or with one that
 * has expired, all partitions of the current snapshot: a partition emptied since then is not among them.
 */
export async function changedPartitions(table: IcebergTable, sinceSnapshotId: bigint | undefined): Promise<PartitionValues[]> {
  const since = sinceSnapshotId === undefined ? undefined : snapshotsSince(table.metadata, sinceSnapshotId);
  if (!since) return distinctPartitions(await readDataFiles(table));
  const files: DataFile[] = [];
  for (const snapshot of since) files.push(...(await readChangedFiles(table.metadata, snapshot)).map(({ file }) => file));
  return distinctPartitions(files);
}

/** The partitions of files, each once, in order of first sight. */
export function distinctPartitions(files: readonly DataFile[]): PartitionValues[] {
  return [...new Map(files.map(({ partition }) => [partitionIdentity(partition), partition])).values()];
}

/** The manifests that name data files. */
export function dataManifests(manifests: readonly ManifestFile[]): ManifestFile[] {
  return manifests.filter((manifest) => manifest.content === 'data');
}
