import { allTables } from '@logex/log-schema';
import { z } from 'zod';
import type { ObjectStore } from '../engines/object-store.ts';
import { metadataUnreadable } from './errors.ts';

/** What the newest metadata file of an Iceberg table says about it. */
export interface TableFacts {
  readonly table: string;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  readonly snapshots: number;
  /** ISO 8601; null where nothing was committed yet. */
  readonly committedAt: string | null;
  readonly oldestSnapshotAt: string | null;
  /** Files that commits added since the newest compaction among the snapshots that are kept. */
  readonly filesSinceCompaction: number;
  /** ISO 8601 of that compaction; null where none of the kept snapshots is one. */
  readonly compactedAt: string | null;
}

/** Where the tables are. */
export interface Warehouse {
  readonly bucket: string;
  /** Ends in `/`. */
  readonly prefix: string;
}

const snapshot = z.object({ 'snapshot-id': z.number(), 'timestamp-ms': z.number(), summary: z.record(z.string(), z.string()).default({}) });
const schema = z.object({ 'current-snapshot-id': z.number().nullish(), snapshots: z.array(snapshot).default([]) });

/**
 * The facts of every table that has metadata, by one list and one read each; no data file is opened.
 *
 * @throws LogexError `deployer/metadata-unreadable`, and those of the store (outside).
 */
export async function tableFacts(store: ObjectStore, { bucket, prefix }: Warehouse): Promise<readonly TableFacts[]> {
  const found = await Promise.all(
    allTables.map(async ({ namespace, name }) => {
      const newest = newestMetadata(await store.keys(bucket, `${prefix}${namespace}/${name}/metadata/`));
      return newest === undefined ? [] : [factsOf(name, await store.text(bucket, newest), `s3://${bucket}/${newest}`)];
    }),
  );
  return found.flat();
}

/** Catalogs number their metadata files: `00012-<uuid>.metadata.json`, or `v12.metadata.json` where files are the catalog. */
export function newestMetadata(keys: readonly string[]): string | undefined {
  const numbered = keys.flatMap((key) => {
    const [, number] = /\/v?(\d+)(?:-[0-9a-f-]+)?(?:\.gz)?\.metadata\.json$/u.exec(key) ?? [];
    return number === undefined ? [] : [{ key, number: Number(number) }];
  });
  return numbered.toSorted((a, b) => b.number - a.number)[0]?.key;
}

/**
 * The facts in a metadata file.
 *
 * @throws LogexError `deployer/metadata-unreadable` (outside).
 */
export function factsOf(table: string, text: string, path: string): TableFacts {
  const { 'current-snapshot-id': current, snapshots } = read(text, path);
  const ordered = snapshots.toSorted((a, b) => a['timestamp-ms'] - b['timestamp-ms']);
  const total = (name: string): number => Number(ordered.find((one) => one['snapshot-id'] === current)?.summary[name] ?? 0);
  const compaction = ordered.findLast(({ summary }) => summary['operation'] === 'replace');
  const since = compaction === undefined ? ordered : ordered.slice(ordered.indexOf(compaction) + 1);
  const at = (one: z.infer<typeof snapshot> | undefined): string | null => (one === undefined ? null : new Date(one['timestamp-ms']).toISOString());
  return {
    table,
    rows: total('total-records'),
    files: total('total-data-files'),
    bytes: total('total-files-size'),
    snapshots: snapshots.length,
    committedAt: at(ordered.find((one) => one['snapshot-id'] === current)),
    oldestSnapshotAt: at(ordered[0]),
    filesSinceCompaction: since.reduce((sum, { summary }) => sum + Number(summary['added-data-files'] ?? 0), 0),
    compactedAt: at(compaction),
  };
}

function read(text: string, path: string): z.infer<typeof schema> {
  let content: unknown;
  try {
    // Ids of snapshots are wider than a number is here; rounded alike, they still match.
    content = JSON.parse(text) as unknown;
  } catch (error) {
    throw metadataUnreadable(path, error instanceof Error ? error.message : String(error), error);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw metadataUnreadable(path, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}
