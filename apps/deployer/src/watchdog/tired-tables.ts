import type { TableFacts } from '../lake/table-facts.ts';
import { ago } from '../output/duration.ts';
import type { Check } from '../preflight/check.ts';
import type { Fix, Watched } from './watched.ts';

/** New files that a day of ingest every 15 minutes makes, twice over; maintenance compacts them daily. */
const mostNewFiles = 400;

/** Maintenance lets snapshots expire after five days, and runs daily. */
const snapshotDays = 7;

/** Snapshots that are always kept. */
const snapshotsKept = 50;

/** Tables with many files that nobody compacted, and tables whose snapshots do not expire. One maintenance run mends both. */
export function tiredTables(tables: readonly TableFacts[], now: Date, maintain: () => Promise<unknown>): readonly Watched[] {
  const small = tables.filter(({ filesSinceCompaction }) => filesSinceCompaction > mostNewFiles);
  const bloated = tables.filter(({ snapshots, oldestSnapshotAt }) => snapshots > snapshotsKept && oldestSnapshotAt !== null && now.getTime() - new Date(oldestSnapshotAt).getTime() > snapshotDays * 86_400_000);
  const fix: Fix = { what: 'start a run of maintain', make: maintain };
  const check = (id: string, what: string, found: readonly string[]): Check =>
    found.length === 0
      ? { id, what, result: 'ok', found: tables.length === 0 ? 'there are no tables yet' : `none of ${tables.length}` }
      : { id, what, result: 'warning', found: found.join('; '), hint: "'logex-deployer run maintain' compacts, and lets snapshots expire; look whether its schedule runs" };
  return [
    {
      check: check('tables/small-files', 'tables with many new files that are not compacted', small.map(({ table, filesSinceCompaction, compactedAt, bytes, files }) => `${table}: ${filesSinceCompaction} files since ${compactedAt === null ? 'its oldest snapshot' : `the compaction ${ago(compactedAt, now)}`}, ${Math.round(bytes / Math.max(1, files) / 1000)} kB on average`)),
      fixes: small.length === 0 ? [] : [fix],
    },
    {
      check: check('tables/snapshots', 'tables whose snapshots do not expire', bloated.map(({ table, snapshots, oldestSnapshotAt }) => `${table}: ${snapshots} snapshots, the oldest ${ago(oldestSnapshotAt ?? '', now)}`)),
      fixes: bloated.length === 0 ? [] : [fix],
    },
  ];
}
