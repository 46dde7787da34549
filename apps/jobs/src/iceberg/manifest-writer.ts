import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type DataFile, entryStatus, type ManifestEntry } from './data-file.ts';
import { plainPath } from './durable-file.ts';
import { dataFileNotAllowed } from './errors.ts';
import { asExisting, manifestsToMerge, mergeManifests } from './manifest-merge.ts';
import { isLive } from './live-files.ts';
import { readManifest, writeManifest } from './manifest.ts';
import type { ManifestFile } from './manifest-list.ts';
import { metadataFolder } from './metadata-file.ts';
import type { TableMetadata } from './table-metadata.ts';

/** Which live data files an overwrite removes. */
export type RemovedFiles = 'all' | ((file: DataFile) => boolean);

/** What a new snapshot does to the files of the one before. */
export interface SnapshotChange {
  readonly snapshotId: bigint;
  readonly addFiles: readonly DataFile[];
  readonly removeWhere: RemovedFiles | undefined;
}

/** Writes the manifests of one attempt at a commit. */
export class ManifestWriter {
  /** Paths of the files that it made, to be removed should the commit fail. */
  readonly written: string[] = [];
  /** Data files that the new snapshot no longer holds. */
  readonly removed: DataFile[] = [];
  readonly #metadata: TableMetadata;
  readonly #change: SnapshotChange;

  constructor(metadata: TableMetadata, change: SnapshotChange) {
    this.#metadata = metadata;
    this.#change = change;
  }

  /** A path for a new file in the metadata folder that is removed again should the commit fail. */
  newPath(name: (uuid: string) => string): string {
    const path = join(metadataFolder(plainPath(this.#metadata.location)), name(randomUUID()));
    this.written.push(path);
    return path;
  }

  /** The manifests of the new snapshot, from those of its parent: one more, some rewritten, some merged, empty ones left out. */
  async manifests(parent: readonly ManifestFile[]): Promise<ManifestFile[]> {
    const { addFiles, removeWhere } = this.#change;
    const withFiles = parent.filter((manifest) => !(manifest.addedFiles === 0 && manifest.existingFiles === 0 && manifest.deletedFiles > 0));
    const kept = removeWhere ? await this.#withoutRemoved(withFiles, removeWhere) : withFiles;
    const added = addFiles.length > 0 ? [await this.#write(this.#metadata['default-spec-id'], addFiles.map((file) => this.#newEntry(file)))] : [];
    return this.#merged([...added, ...kept]);
  }

  async #withoutRemoved(manifests: readonly ManifestFile[], removeWhere: RemovedFiles): Promise<ManifestFile[]> {
    const goes = removeWhere === 'all' ? (): boolean => true : removeWhere;
    const added = new Set(this.#change.addFiles.map((file) => file.filePath));
    const result: ManifestFile[] = [];
    for (const manifest of manifests) {
      if (manifest.content === 'deletes') {
        result.push(manifest);
        continue;
      }
      const entries = (await readManifest(this.#metadata, manifest)).filter(isLive);
      const twice = entries.find(({ file }) => added.has(plainPath(file.filePath)));
      if (twice) throw dataFileNotAllowed(twice.file.filePath, 'it is in the table already');
      const next = entries.map((entry) => (goes(entry.file) ? this.#removedEntry(entry) : asExisting(entry)));
      const gone = next.filter((entry) => !isLive(entry));
      this.removed.push(...gone.map((entry) => entry.file));
      result.push(gone.length > 0 ? await this.#write(manifest.specId, next) : manifest);
    }
    return result;
  }

  async #merged(manifests: readonly ManifestFile[]): Promise<ManifestFile[]> {
    const { snapshotId } = this.#change;
    const groups = manifestsToMerge(this.#metadata, manifests, snapshotId);
    const merged: ManifestFile[] = [];
    for (const group of groups) merged.push(await mergeManifests(this.#metadata, group, { path: this.#manifestPath(), snapshotId }));
    const gone = new Set(groups.flat());
    return [...manifests.filter((manifest) => !gone.has(manifest)), ...merged];
  }

  #write(specId: number, entries: readonly ManifestEntry[]): Promise<ManifestFile> {
    return writeManifest(this.#metadata, { path: this.#manifestPath(), specId, snapshotId: this.#change.snapshotId, entries });
  }

  #manifestPath(): string {
    return this.newPath((uuid) => `${uuid}-m0.avro`);
  }

  #newEntry(file: DataFile): ManifestEntry {
    return { status: entryStatus.added, snapshotId: this.#change.snapshotId, sequenceNumber: undefined, fileSequenceNumber: undefined, file };
  }

  /** Spec, Manifest Entry Fields: a removed file keeps its sequence numbers and takes the id of the snapshot that removes it. */
  #removedEntry(entry: ManifestEntry): ManifestEntry {
    return { ...entry, status: entryStatus.deleted, snapshotId: this.#change.snapshotId };
  }
}
