import { realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { plainPath } from './durable-file.ts';
import { locationNotAllowed, readFailed, tableMissing, tableMoved } from './errors.ts';
import { metadataFileName, metadataFolder, newestVersion, readMetadataFile } from './metadata-file.ts';
import type { TableMetadata } from './table-metadata.ts';

/** One state of a table, as one of its metadata files holds it. */
export interface IcebergTable {
  /** Absolute path of the table's folder. */
  readonly location: string;
  /** N of `vN.metadata.json`. */
  readonly version: number;
  readonly metadata: TableMetadata;
}

/** Absolute path of the metadata file of a table's state. */
export function metadataPath(table: IcebergTable): string {
  return join(metadataFolder(table.location), metadataFileName(table.version));
}

/**
 * The newest state of the table in a folder.
 *
 * @throws LogexError `iceberg/table-missing`, `iceberg/metadata-corrupt`, `iceberg/table-moved`, `iceberg/location-not-allowed`.
 */
export async function loadTable(location: string): Promise<IcebergTable> {
  const table = await newestTable(tableLocation(location));
  if (!table) throw tableMissing(location);
  return table;
}

/** Like {@link loadTable}, and undefined where there is no table. */
export async function newestTable(location: string): Promise<IcebergTable | undefined> {
  let path = metadataFolder(location);
  for (let attempt = 0; attempt < 20; attempt++) {
    const version = await newestVersion(location);
    if (version === 0) return undefined;
    path = join(metadataFolder(location), metadataFileName(version));
    const metadata = await readMetadataFile(path);
    // Undefined: other writers committed and removed this version since the folder was listed.
    if (!metadata) continue;
    await checkLocation(location, metadata.location);
    return { location, version, metadata };
  }
  throw readFailed(path, new Error('it is listed in its folder, and not there'));
}

/** A location as it is kept: absolute, without a scheme and without a slash at its end. */
export function tableLocation(location: string): string {
  if (!isAbsolute(location)) throw locationNotAllowed(location);
  return resolve(location);
}

async function checkLocation(location: string, recorded: string): Promise<void> {
  const path = plainPath(recorded);
  if (resolve(path) === location) return;
  const [here, there] = await Promise.all([realpath(location), realpath(path).catch(() => undefined)]);
  if (here !== there) throw tableMoved(location, recorded);
}
