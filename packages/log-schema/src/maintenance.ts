/** How a table is kept small and quick to read. */
export interface Maintenance {
  /** Days that rows stay, by the day of their partition; for ever where it is `null`. */
  readonly retentionDays: number | null;
  /** Bytes of a data file that writers and compaction aim at. */
  readonly targetFileBytes: number;
  /** Snapshots that always stay, the newest ones: jobs that were killed look there for what they committed. */
  readonly snapshotsKept: number;
  /** Hours after which other snapshots expire. */
  readonly snapshotHours: number;
  /** Hours after which files that no snapshot names are removed. */
  readonly orphanHours: number;
}

/** Maintenance of a table that names nothing else: 256 MiB files, 50 snapshots and five days of them, orphans of three days; rows stay for ever. */
export const defaultMaintenance: Maintenance = Object.freeze({
  retentionDays: null,
  targetFileBytes: 256 * 1024 * 1024,
  snapshotsKept: 50,
  snapshotHours: 120,
  orphanHours: 72,
});
