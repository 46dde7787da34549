import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, syncFolder, writeDurably } from './durable-file.ts';
import { featureNotSupported, metadataCorrupt, readFailed, writeFailed } from './errors.ts';
import { metadataJson, parseMetadataJson } from './metadata-json.ts';
import type { TableMetadata } from './table-metadata.ts';

/** Name of the metadata file of a version, as Iceberg's HadoopCatalog names it. */
export const metadataFileName = (version: number): string => `v${version}.metadata.json`;

const versionedName = /^v(\d+)(\.gz)?\.metadata\.json$/;
const temporaryName = (): string => `.${randomUUID()}.tmp`;

/** The folder of a table's metadata. */
export const metadataFolder = (location: string): string => join(location, 'metadata');

/** Names in a table's metadata folder; none when the folder is missing. */
export async function metadataNames(location: string): Promise<string[]> {
  try {
    return await readdir(metadataFolder(location));
  } catch (error) {
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'ENOTDIR')) return [];
    throw readFailed(metadataFolder(location), error);
  }
}

/**
 * The versions among the names of a metadata folder, ascending. `version-hint.text` is not asked: it may lag behind.
 *
 * @throws LogexError `iceberg/feature-not-supported` for compressed metadata.
 */
export function metadataVersions(location: string, names: readonly string[]): number[] {
  const versions = names.flatMap((name) => {
    const match = versionedName.exec(name);
    if (match?.[2]) throw featureNotSupported(location, `compressed metadata '${name}'`, 'plain vN.metadata.json is read');
    return match ? Number(match[1]) : [];
  });
  return versions.sort((a, b) => a - b);
}

/** The highest version in a table's metadata folder; 0 when there is none. */
export async function newestVersion(location: string): Promise<number> {
  return metadataVersions(location, await metadataNames(location)).at(-1) ?? 0;
}

/**
 * Reads one metadata file; undefined when it is not there.
 *
 * @throws LogexError `iceberg/metadata-corrupt`, naming the file.
 */
export async function readMetadataFile(path: string): Promise<TableMetadata | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw readFailed(path, error);
  }
  try {
    const metadata = parseMetadataJson(text);
    checkMetadata(metadata);
    return metadata;
  } catch (error) {
    throw metadataCorrupt(path, error);
  }
}

/**
 * Publishes metadata as version `version`, unless another writer has that version: false then, and nothing is changed.
 * After true, {@link syncMetadataFolder} makes it last; an error means that nothing was published.
 *
 * The file is written under another name, brought to disk and linked, and `link(2)` never replaces: readers see the whole
 * file or none, and of two writers one wins.
 */
export async function linkMetadata(location: string, version: number, metadata: TableMetadata): Promise<boolean> {
  const folder = metadataFolder(location);
  const temporary = join(folder, temporaryName());
  const target = join(folder, metadataFileName(version));
  try {
    await writeDurably(temporary, metadataJson(metadata));
    await link(temporary, target);
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error instanceof Error && error.name === 'LogexError' ? error : writeFailed(target, error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  return true;
}

/** Brings the names in the metadata folder to disk. */
export async function syncMetadataFolder(location: string): Promise<void> {
  await syncFolder(metadataFolder(location));
}

/** Points `version-hint.text` at a version. Failing is harmless, since the hint is only a hint: errors are dropped. */
export async function writeVersionHint(location: string, version: number): Promise<void> {
  const temporary = join(metadataFolder(location), temporaryName());
  try {
    await writeDurably(temporary, String(version));
    await rename(temporary, join(metadataFolder(location), 'version-hint.text'));
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function checkMetadata(metadata: TableMetadata): void {
  if (typeof metadata !== 'object' || metadata === null) throw new TypeError('it is no JSON object');
  if (metadata['format-version'] !== 2) throw new TypeError(`its format-version is ${String(metadata['format-version'])}; 2 is allowed`);
  const lists = ['schemas', 'partition-specs', 'sort-orders'] as const;
  const missing = lists.find((name) => !Array.isArray(metadata[name]));
  if (missing || typeof metadata.location !== 'string') throw new TypeError(`it has no ${missing ?? 'location'}`);
}
