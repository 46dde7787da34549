import { entryStatus, type ManifestEntry } from './data-file.ts';
import { isLive } from './live-files.ts';
import { readManifest, writeManifest } from './manifest.ts';
import type { ManifestFile } from './manifest-list.ts';
import { integerProperty, type TableMetadata } from './table-metadata.ts';

const byDefault = { minCount: 100, targetSize: 8 * 1024 * 1024 };

/**
 * The groups of manifests to write as one each; empty unless there are more than `commit.manifest.min-count-to-merge`
 * (default 100) data manifests. Groups fill up to `commit.manifest.target-size-bytes` (default 8 MB) and keep to one
 * partition spec; manifests that the new snapshot itself wrote are left alone.
 */
export function manifestsToMerge(metadata: TableMetadata, manifests: readonly ManifestFile[], snapshotId: bigint): ManifestFile[][] {
  const target = integerProperty(metadata, 'commit.manifest.target-size-bytes', byDefault.targetSize);
  const data = manifests.filter((manifest) => manifest.content === 'data');
  if (data.length <= integerProperty(metadata, 'commit.manifest.min-count-to-merge', byDefault.minCount)) return [];
  const groups: { specId: number; size: number; members: ManifestFile[] }[] = [];
  for (const manifest of data) {
    if (manifest.addedSnapshotId === snapshotId || manifest.length >= target) continue;
    const open = groups.findLast((group) => group.specId === manifest.specId && group.size + manifest.length <= target);
    if (open) {
      open.members.push(manifest);
      open.size += manifest.length;
    } else groups.push({ specId: manifest.specId, size: manifest.length, members: [manifest] });
  }
  return groups.map((group) => group.members).filter((members) => members.length > 1);
}

/**
 * Writes one manifest with the live files of several, each as an existing entry that keeps its snapshot id and sequence
 * numbers; entries of removed files end here.
 */
export async function mergeManifests(
  metadata: TableMetadata,
  group: readonly ManifestFile[],
  target: { readonly path: string; readonly snapshotId: bigint },
): Promise<ManifestFile> {
  const entries: ManifestEntry[] = [];
  for (const manifest of group) entries.push(...(await readManifest(metadata, manifest)).filter(isLive).map(asExisting));
  const specId = group[0]?.specId ?? metadata['default-spec-id'];
  return writeManifest(metadata, { ...target, specId, entries });
}

/** An entry as a manifest of a later snapshot names it. */
export function asExisting(entry: ManifestEntry): ManifestEntry {
  return { ...entry, status: entryStatus.existing };
}
