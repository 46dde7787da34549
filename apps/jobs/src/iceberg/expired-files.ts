import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { plainPath } from './durable-file.ts';
import { dataManifests, isLive } from './live-files.ts';
import { readManifest } from './manifest.ts';
import { type ManifestFile, readManifestList } from './manifest-list.ts';
import { metadataFileName, metadataFolder, metadataNames, metadataVersions } from './metadata-file.ts';
import { previousVersionsMax } from './metadata-update.ts';
import type { Snapshot, TableMetadata } from './table-metadata.ts';

const dayMs = 86_400_000;

/**
 * Deletes what only expired snapshots use: their manifest lists, manifests and data files. A file that a snapshot of
 * `metadata` names stays, and so does everything when the table property `gc.enabled` is false.
 *
 * The metadata without those snapshots must be published before. A run killed here leaves files that nothing names.
 */
export async function deleteExpiredFiles(metadata: TableMetadata, expired: readonly Snapshot[]): Promise<void> {
  if (expired.length === 0 || metadata.properties?.['gc.enabled'] === 'false') return;
  const [gone, kept] = [await manifestsOf(expired), await manifestsOf(metadata.snapshots ?? [])];
  const orphans = [...gone.values()].filter((manifest) => !kept.has(manifest.path));
  const paths = [...(await unusedDataFiles(metadata, orphans, [...kept.values()])), ...orphans.map((manifest) => manifest.path)];
  await remove([...paths, ...expired.map((snapshot) => snapshot['manifest-list'])]);
}

/**
 * Deletes metadata files older than `write.metadata.previous-versions-max` versions where
 * `write.metadata.delete-after-commit.enabled` is true, and temporary files that a killed run left more than a day ago.
 */
export async function deleteOldMetadata(location: string, metadata: TableMetadata, version: number): Promise<void> {
  const folder = metadataFolder(location);
  const names = await metadataNames(location);
  if (metadata.properties?.['write.metadata.delete-after-commit.enabled'] === 'true') {
    const old = metadataVersions(location, names).filter((candidate) => candidate < version - previousVersionsMax(metadata));
    await remove(old.map((candidate) => join(folder, metadataFileName(candidate))));
  }
  for (const path of names.filter((name) => /^\..*\.tmp$/.test(name)).map((name) => join(folder, name))) {
    const left = await stat(path).catch(() => undefined);
    if (left && Date.now() - left.mtimeMs > dayMs) await remove([path]);
  }
}

async function manifestsOf(snapshots: readonly Snapshot[]): Promise<Map<string, ManifestFile>> {
  const byPath = new Map<string, ManifestFile>();
  for (const snapshot of snapshots) for (const manifest of await readManifestList(snapshot)) byPath.set(manifest.path, manifest);
  return byPath;
}

/** A file leaves a table by a manifest that is not taken over, so the manifests that only expired snapshots use name all of them. */
async function unusedDataFiles(metadata: TableMetadata, orphans: readonly ManifestFile[], kept: readonly ManifestFile[]): Promise<string[]> {
  const candidates = new Set<string>();
  for (const manifest of dataManifests(orphans)) for (const { file } of await readManifest(metadata, manifest)) candidates.add(file.filePath);
  if (candidates.size === 0) return [];
  for (const manifest of dataManifests(kept)) {
    for (const entry of await readManifest(metadata, manifest)) if (isLive(entry)) candidates.delete(entry.file.filePath);
  }
  return [...candidates];
}

async function remove(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(plainPath(path), { force: true });
}
