import { ancestors } from './snapshot-history.ts';
import { integerProperty, type Snapshot, type SnapshotStatistics, type TableMetadata } from './table-metadata.ts';

const byDefault = { minSnapshots: 100, maxAgeMs: 5 * 86_400_000 };

/** Metadata without its old snapshots, and those snapshots. */
export interface Expiry {
  readonly metadata: TableMetadata;
  readonly expired: readonly Snapshot[];
}

/**
 * Drops old snapshots from metadata; their files are untouched (spec: Snapshot Retention Policy).
 *
 * Kept are the newest `history.expire.min-snapshots-to-keep` (default 100) of the current line, all younger than
 * `history.expire.max-snapshot-age-ms` (default 5 days), and all that another branch or a tag reaches. A tenth more than
 * the minimum may pile up first, so that the work is not done at every commit.
 *
 * @param now milliseconds since 1970
 */
export function expireSnapshots(metadata: TableMetadata, now: number): Expiry {
  const minimum = Math.max(1, integerProperty(metadata, 'history.expire.min-snapshots-to-keep', byDefault.minSnapshots));
  const maxAge = integerProperty(metadata, 'history.expire.max-snapshot-age-ms', byDefault.maxAgeMs);
  const snapshots = metadata.snapshots ?? [];
  const young = (snapshot: Snapshot): boolean => now - snapshot['timestamp-ms'] <= maxAge;
  const reached = [...ancestors(metadata).slice(0, minimum), ...otherRefs(metadata), ...snapshots.filter(young)];
  const kept = new Set(reached.map((snapshot) => snapshot['snapshot-id']));
  const expired = snapshots.filter((snapshot) => !kept.has(snapshot['snapshot-id']));
  if (expired.length <= Math.floor(minimum / 10)) return { metadata, expired: [] };
  return { metadata: withOnly(metadata, kept), expired };
}

function otherRefs(metadata: TableMetadata): Snapshot[] {
  return Object.entries(metadata.refs ?? {}).flatMap(([name, ref]) => {
    const head = metadata.snapshots?.find((snapshot) => snapshot['snapshot-id'] === ref['snapshot-id']);
    if (name === 'main' || !head) return [];
    return ref.type === 'tag' ? [head] : ancestors(metadata, head);
  });
}

function withOnly(metadata: TableMetadata, kept: ReadonlySet<bigint>): TableMetadata {
  const of = <T extends SnapshotStatistics>(records: readonly T[] = []): T[] => records.filter((record) => kept.has(record['snapshot-id']));
  const log = metadata['snapshot-log'] ?? [];
  return {
    ...metadata,
    snapshots: of(metadata.snapshots),
    // Spec: the log begins after its last expired entry, or time travel would find a gap.
    'snapshot-log': log.slice(log.findLastIndex((entry) => !kept.has(entry['snapshot-id'])) + 1),
    ...(metadata.statistics && { statistics: of(metadata.statistics) }),
    ...(metadata['partition-statistics'] && { 'partition-statistics': of(metadata['partition-statistics']) }),
  };
}
