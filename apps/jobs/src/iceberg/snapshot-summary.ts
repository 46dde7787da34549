import type { DataFile } from './data-file.ts';
import { dataManifests, distinctPartitions } from './live-files.ts';
import type { ManifestFile } from './manifest-list.ts';
import type { Snapshot } from './table-metadata.ts';

/** What a snapshot summary is made from. */
export interface SummaryInput {
  readonly operation: 'append' | 'overwrite';
  readonly added: readonly DataFile[];
  readonly removed: readonly DataFile[];
  /** All manifests of the new snapshot. */
  readonly manifests: readonly ManifestFile[];
  readonly parent: Snapshot | undefined;
  /** Bytes of all data files of the parent, for a parent whose summary does not tell. */
  readonly parentFilesSize: number;
  /** The caller's own keys; they do not replace those of the spec. */
  readonly own: Readonly<Record<string, string>>;
}

/** The summary of a new snapshot (spec: Appendix F, Optional Snapshot Summary Fields), totals counted from its manifests. */
export function snapshotSummary(input: SummaryInput): Record<string, string> {
  const { added, removed, parent } = input;
  const manifests = dataManifests(input.manifests);
  const numbers = {
    'added-data-files': added.length,
    'added-records': rows(added),
    'added-files-size': bytes(added),
    ...(input.operation === 'overwrite' && {
      'deleted-data-files': removed.length,
      'deleted-records': rows(removed),
      'removed-files-size': bytes(removed),
    }),
    'changed-partition-count': distinctPartitions([...added, ...removed]).length,
    'total-data-files': sum(manifests.map((manifest) => manifest.addedFiles + manifest.existingFiles)),
    'total-records': sum(manifests.map((manifest) => manifest.addedRows + manifest.existingRows)),
    'total-files-size': input.parentFilesSize + bytes(added) - bytes(removed),
    'total-delete-files': inherited(parent, 'total-delete-files'),
    'total-position-deletes': inherited(parent, 'total-position-deletes'),
    'total-equality-deletes': inherited(parent, 'total-equality-deletes'),
  };
  const counts = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)]));
  return { ...input.own, operation: input.operation, ...counts };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rows = (files: readonly DataFile[]): number => sum(files.map((file) => file.recordCount));
const bytes = (files: readonly DataFile[]): number => sum(files.map((file) => file.fileSizeInBytes));
const inherited = (parent: Snapshot | undefined, key: string): string => parent?.summary?.[key] ?? '0';
