import { expireSnapshots, type Expiry } from './snapshot-expiry.ts';
import { integerProperty, type Snapshot, type TableMetadata } from './table-metadata.ts';

/** How many former metadata files are kept when the table does not say (`write.metadata.previous-versions-max`). */
export function previousVersionsMax(metadata: TableMetadata): number {
  return Math.max(1, integerProperty(metadata, 'write.metadata.previous-versions-max', 100));
}

/** The time of a new snapshot: now, or a millisecond after the last change when the clock stands behind it. */
export function snapshotTime(metadata: TableMetadata, now: number): number {
  return Math.max(now, metadata['last-updated-ms'] + 1);
}

/**
 * Metadata with one more snapshot, which becomes the current one (spec: Table Metadata, Snapshots), and without those
 * that have expired.
 *
 * @param file absolute path of the metadata file that `metadata` was read from
 */
export function withSnapshot(metadata: TableMetadata, file: string, snapshot: Snapshot): Expiry {
  const [id, time] = [snapshot['snapshot-id'], snapshot['timestamp-ms']];
  const former = [...(metadata['metadata-log'] ?? []), { 'metadata-file': file, 'timestamp-ms': metadata['last-updated-ms'] }];
  const next: TableMetadata = {
    ...metadata,
    'last-sequence-number': snapshot['sequence-number'],
    'last-updated-ms': time,
    'current-snapshot-id': id,
    snapshots: [...(metadata.snapshots ?? []), snapshot],
    'snapshot-log': [...(metadata['snapshot-log'] ?? []), { 'snapshot-id': id, 'timestamp-ms': time }],
    'metadata-log': former.slice(-previousVersionsMax(metadata)),
    refs: { ...metadata.refs, main: { ...metadata.refs?.['main'], 'snapshot-id': id, type: 'branch' } },
  };
  return expireSnapshots(next, time);
}
