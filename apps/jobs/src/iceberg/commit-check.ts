import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { DataFile } from './data-file.ts';
import { commitConflict, commitNotAllowed, commitUnknown, dataFileNotAllowed, snapshotMissing } from './errors.ts';
import { type IcebergTable, loadTable, metadataPath } from './iceberg-table.ts';
import { readChangedFiles } from './live-files.ts';
import { tablePartitionKeys } from './manifest.ts';
import type { RemovedFiles } from './manifest-writer.ts';
import { newestVersion, readMetadataFile } from './metadata-file.ts';
import { snapshotsSince } from './snapshot-history.ts';
import type { Snapshot } from './table-metadata.ts';

/**
 * Checks the files of a commit: each once, in the table's folder, there with its size, with a value for each partition key.
 *
 * @throws LogexError `iceberg/data-file-not-allowed`.
 */
export async function checkAddedFiles(table: IcebergTable, files: readonly DataFile[]): Promise<void> {
  const names = tablePartitionKeys(table.metadata).map((key) => key.name);
  const seen = new Set<string>();
  for (const { filePath, fileSizeInBytes, partition } of files) {
    if (seen.has(filePath)) throw dataFileNotAllowed(filePath, 'it is named twice in one commit');
    seen.add(filePath);
    if (!filePath.startsWith(table.location + sep)) throw dataFileNotAllowed(filePath, `it is not below the table's folder '${table.location}'`);
    const size = await stat(filePath).then((found) => found.size, () => undefined);
    if (size !== fileSizeInBytes) throw dataFileNotAllowed(filePath, `it has ${size ?? 'no'} bytes, and its description says ${fileSizeInBytes}`);
    const missing = names.find((name) => partition[name] === undefined);
    if (missing) throw dataFileNotAllowed(filePath, `it has no value for partition key '${missing}'`);
  }
}

/**
 * Checks that no commit since `readFrom` added or removed a file that the overwrite is to remove.
 *
 * @throws LogexError `iceberg/commit-conflict`; `iceberg/snapshot-missing` when that snapshot has expired.
 */
export async function checkUnchangedSince(table: IcebergTable, readFrom: bigint, removeWhere: RemovedFiles): Promise<void> {
  const later = snapshotsSince(table.metadata, readFrom);
  if (!later) throw snapshotMissing(table.location, readFrom);
  for (const snapshot of later) {
    const changed = await readChangedFiles(table.metadata, snapshot);
    const conflict = changed.find(({ file }) => removeWhere === 'all' || removeWhere(file));
    if (conflict) throw commitConflict(table.location, conflict.file.filePath);
  }
}

/**
 * Whether a version was linked too late to count: others had gone on from its base, and had removed the file of that very
 * version again, so that the link found its name free.
 *
 * Old versions are removed in ascending order, so a base that is still there tells that this has not happened.
 *
 * @throws LogexError `iceberg/commit-unknown` when the snapshots that could tell have expired.
 */
export async function isOvertaken(base: IcebergTable, snapshot: Snapshot): Promise<boolean> {
  if ((await newestVersion(base.location)) === base.version + 1 || (await readMetadataFile(metadataPath(base)))) return false;
  const { snapshots = [] } = (await loadTable(base.location)).metadata;
  const other = snapshots.find((candidate) => candidate['sequence-number'] === snapshot['sequence-number']);
  if (!other) throw commitUnknown(base.location, snapshot['snapshot-id']);
  return other['snapshot-id'] !== snapshot['snapshot-id'];
}

/** Checks that the options of a commit go together. */
export function checkOptions(location: string, operation: string, removeWhere: unknown, readFrom: unknown): void {
  if (operation === 'append' && removeWhere !== undefined) throw commitNotAllowed(location, 'an append removes no files, and removeWhere is set');
  if (operation === 'overwrite' && removeWhere === undefined) throw commitNotAllowed(location, 'an overwrite needs removeWhere, which is not set');
  if (operation === 'append' && readFrom !== undefined) throw commitNotAllowed(location, 'an append replaces nothing that was read, and readFrom is set');
}
