import { rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFile } from './data-file.ts';
import { isSystemError, makeFolder, plainPath, syncFile, syncFolder } from './durable-file.ts';
import { dataFileNotAllowed, writeFailed } from './errors.ts';
import { type IcebergTable, newestTable } from './iceberg-table.ts';
import { readDataFiles } from './live-files.ts';
import { tablePartitionKeys } from './manifest.ts';
import { partitionFolder } from './partition-spec.ts';

const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Moves a described file into the table's folder, as `data/<partition>/<name>.parquet`, and brings it to disk; the file
 * must be on the same file system. What it returns can be committed. No reader sees the file before that.
 *
 * A file of that name is replaced when no retained snapshot uses it: it is what a killed run left behind.
 *
 * @throws LogexError `iceberg/data-file-not-allowed` for a name in use or not allowed, `iceberg/write-failed`.
 */
export async function placeDataFile(table: IcebergTable, file: DataFile, name: string): Promise<DataFile> {
  if (!fileName.test(name)) throw dataFileNotAllowed(name, 'a name is letters, digits, dot, hyphen and underscore, without the suffix');
  const folder = join(table.location, 'data', partitionFolder(tablePartitionKeys(table.metadata), file.partition));
  const target = join(folder, `${name}.parquet`);
  if ((await exists(target)) && (await isReferenced(table.location, target))) throw dataFileNotAllowed(target, 'a snapshot uses a file of this name');
  await makeFolder(folder);
  await syncFile(file.filePath);
  try {
    await rename(file.filePath, target);
  } catch (error) {
    throw writeFailed(target, error);
  }
  await syncFolder(folder);
  await syncFolder(dirname(file.filePath));
  return { ...file, filePath: target };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'ENOTDIR')) return false;
    throw writeFailed(path, error);
  }
}

async function isReferenced(location: string, path: string): Promise<boolean> {
  const table = await newestTable(location);
  for (const snapshot of table?.metadata.snapshots ?? []) {
    if (table && (await readDataFiles(table, snapshot)).some((file) => plainPath(file.filePath) === path)) return true;
  }
  return false;
}
