import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAddedFiles, checkOptions, checkUnchangedSince, isOvertaken } from './commit-check.ts';
import type { DataFile } from './data-file.ts';
import { commitLost } from './errors.ts';
import { deleteExpiredFiles, deleteOldMetadata } from './expired-files.ts';
import { type IcebergTable, loadTable, metadataPath } from './iceberg-table.ts';
import { readDataFiles } from './live-files.ts';
import { type ManifestFile, readManifestList, writeManifestList } from './manifest-list.ts';
import { ManifestWriter, type RemovedFiles, type SnapshotChange } from './manifest-writer.ts';
import { linkMetadata, newestVersion, syncMetadataFolder, writeVersionHint } from './metadata-file.ts';
import { snapshotTime, withSnapshot } from './metadata-update.ts';
import { findSnapshotBySummary } from './snapshot-history.ts';
import { snapshotSummary } from './snapshot-summary.ts';
import { currentSnapshot, integerProperty, type Snapshot } from './table-metadata.ts';

/** What {@link commitSnapshot} commits. */
export interface CommitOptions {
  readonly operation: 'append' | 'overwrite';
  /** New data files, placed in the table's folder. None is allowed: the snapshot then only carries its summary. */
  readonly addFiles: readonly DataFile[];
  /** Live files to remove; for `overwrite` only, where it must be set. Asked again at each attempt. */
  readonly removeWhere?: RemovedFiles;
  /**
   * Snapshot that the overwrite was made from: fails when a later commit added or removed a file that `removeWhere` names.
   * @default not checked: files that others added in the meantime are removed too
   */
  readonly readFrom?: bigint;
  /**
   * Keys for the snapshot summary beside those of the spec.
   * @default none
   */
  readonly summary?: Readonly<Record<string, string>>;
  /**
   * Key of `summary` that marks this commit: nothing is committed when a snapshot already has its value.
   * @default no marker
   */
  readonly marker?: string;
}

/** How a commit ended. */
export interface CommitResult {
  /** The table after the commit. */
  readonly table: IcebergTable;
  /** The new snapshot, or the one that already had the marker. */
  readonly snapshot: Snapshot;
  /** False when the marker was found and nothing was done. */
  readonly committed: boolean;
}

/**
 * Adds one snapshot to a table (spec: Snapshots; Optimistic Concurrency). It is applied to the table's newest state,
 * whatever state `table` is. When another writer is first, everything is read and written anew, up to
 * `commit.retry.num-retries` (default 20) more times.
 *
 * All files are on disk before the metadata that names them is linked: a process killed at any moment leaves the old
 * snapshot or the new one.
 *
 * @throws LogexError `iceberg/commit-lost`, `iceberg/commit-conflict`, `iceberg/commit-not-allowed`,
 * `iceberg/data-file-not-allowed`, `iceberg/write-failed`; nothing is committed then. `iceberg/commit-unknown` in the rare
 * case that it cannot be told.
 */
export async function commitSnapshot(table: IcebergTable, options: CommitOptions): Promise<CommitResult> {
  checkOptions(table.location, options.operation, options.removeWhere, options.readFrom);
  const attempts = 1 + integerProperty(table.metadata, 'commit.retry.num-retries', 20);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const base = await loadTable(table.location);
    const existing = options.marker === undefined ? undefined : findSnapshotBySummary(base, options.marker, options.summary?.[options.marker] ?? '');
    if (existing) return { table: base, snapshot: existing, committed: false };
    await checkAddedFiles(base, options.addFiles);
    if (options.readFrom !== undefined && options.removeWhere) await checkUnchangedSince(base, options.readFrom, options.removeWhere);
    const result = await attemptCommit(base, options);
    if (result) return result;
    await sleep(Math.random() * Math.min(1000, 10 * 2 ** attempt));
  }
  throw commitLost(table.location, attempts);
}

async function attemptCommit(base: IcebergTable, options: CommitOptions): Promise<CommitResult | undefined> {
  const { location } = base;
  const change = { snapshotId: newSnapshotId(base), addFiles: options.addFiles, removeWhere: options.removeWhere };
  const writer = new ManifestWriter(base.metadata, change);
  const version = base.version + 1;
  let next: ReturnType<typeof withSnapshot>;
  let snapshot: Snapshot;
  try {
    snapshot = await writeSnapshot(base, options, change, writer);
    next = withSnapshot(base.metadata, metadataPath(base), snapshot);
    await syncMetadataFolder(location);
    if (!(await linkMetadata(location, version, next.metadata))) {
      await discard(writer);
      return undefined;
    }
  } catch (error) {
    await discard(writer);
    throw error;
  }
  await syncMetadataFolder(location);
  if (await isOvertaken(base, snapshot)) {
    await rm(metadataPath({ ...base, version }), { force: true });
    await discard(writer);
    return undefined;
  }
  await writeVersionHint(location, await newestVersion(location));
  await tidy({ location, version, metadata: next.metadata }, next.expired);
  return { table: { location, version, metadata: next.metadata }, snapshot, committed: true };
}

async function writeSnapshot(base: IcebergTable, options: CommitOptions, change: SnapshotChange, writer: ManifestWriter): Promise<Snapshot> {
  const { metadata } = base;
  const parent = currentSnapshot(metadata);
  const manifests: ManifestFile[] = await writer.manifests(parent ? await readManifestList(parent) : []);
  const { operation, addFiles: added, summary: own = {} } = options;
  const parentFilesSize = await filesSize(base, parent);
  const snapshot: Snapshot = {
    'snapshot-id': change.snapshotId,
    ...(parent && { 'parent-snapshot-id': parent['snapshot-id'] }),
    'sequence-number': metadata['last-sequence-number'] + 1,
    'timestamp-ms': snapshotTime(metadata, Date.now()),
    summary: snapshotSummary({ operation, added, removed: writer.removed, manifests, parent, parentFilesSize, own }),
    'manifest-list': writer.newPath((uuid) => `snap-${change.snapshotId}-1-${uuid}.avro`),
    'schema-id': metadata['current-schema-id'],
  };
  await writeManifestList(snapshot, manifests);
  return snapshot;
}

async function filesSize(base: IcebergTable, parent: Snapshot | undefined): Promise<number> {
  if (!parent) return 0;
  const recorded = Number(parent.summary?.['total-files-size'] ?? Number.NaN);
  if (Number.isSafeInteger(recorded)) return recorded;
  return (await readDataFiles(base, parent)).reduce((sum, file) => sum + file.fileSizeInBytes, 0);
}

async function discard(writer: ManifestWriter): Promise<void> {
  for (const path of writer.written) await rm(path, { force: true }).catch(() => undefined);
}

/** The commit stands by now: what cannot be tidied up stays, and does no harm. */
async function tidy(table: IcebergTable, expired: readonly Snapshot[]): Promise<void> {
  try {
    await deleteExpiredFiles(table.metadata, expired);
    await deleteOldMetadata(table.location, table.metadata, table.version);
  } catch {
    return;
  }
}

/** A random id that the table has not used; below 2^53, so that every JSON reader takes it exactly. */
function newSnapshotId(table: IcebergTable): bigint {
  for (;;) {
    const id = randomBytes(8).readBigUInt64BE() >> 11n;
    if (id > 0n && !table.metadata.snapshots?.some((snapshot) => snapshot['snapshot-id'] === id)) return id;
  }
}
