import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { clickhouseTarget, logs, type AnyTable } from '@logex/log-schema';
import { valueNotForType } from '../errors.ts';
import { dayText } from '../values/moment-text.ts';

const { dropHotDay, hotDayCopy, hotDayFingerprints, hotTierNames, hotTierStatements, keepHotDay, moveHotWatermark, quoteIdentifier, replaceHotDay } = clickhouseTarget;

/** What {@link refreshHotTier} takes. */
export interface HotTierRefreshOptions {
  /** Client of an account that may write. */
  readonly client: ClickHouseClient;
  /** Relation of the Iceberg table with its virtual columns: `icebergFunction(place)` of the ClickHouse target, or the table of a catalog. */
  readonly source: string;
  /**
   * Table of the schema, partitioned by day.
   * @default logs
   */
  readonly table?: AnyTable;
  /**
   * Database that holds the hot tier, and the table beside it.
   * @default the namespace of the table
   */
  readonly database?: string;
  /**
   * Days that are hot.
   * @default `hot.ttlDays` of the table
   */
  readonly days?: number;
  /**
   * Last hot day: today by the clock of the server, the day of the newest row, or a day.
   * @default 'today'
   */
  readonly until?: 'today' | 'newest' | (string & {});
}

/** What a refresh did. */
export interface HotTierRefresh {
  /** Days that the hot table answers for. */
  readonly first: string;
  readonly last: string;
  /** Days that were loaded anew, since their files had changed. */
  readonly loaded: readonly string[];
  /** Days that were dropped. */
  readonly dropped: readonly string[];
}

const millisecondsOfDay = 86_400_000;
const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsOfDay).toISOString().slice(0, 10);

/**
 * Brings the hot tier of a table to the state of its Iceberg table: makes it where it is missing, loads the days whose files have changed,
 * moves the watermark, and drops days that left the tier at the refresh before. Every step is one that queries see done or not done, so that they
 * find each row once at any moment, also where a refresh is killed, or two run at once. Run it every minute or so.
 *
 * @throws LogexError `query/value-not-for-type`, `schema/hot-tier-unpartitioned` (usage); ClickHouseError of the client.
 */
export async function refreshHotTier(options: HotTierRefreshOptions): Promise<HotTierRefresh> {
  const { client, source, table = logs, until = 'today' } = options;
  const { database = table.namespace, days = table.hot.ttlDays } = options;
  if (!Number.isSafeInteger(days) || days < 1 || days > 10_000) throw valueNotForType('days', 'a whole number from 1 to 10000', days);
  const rows = async <Row>(query: string, parameters: Record<string, string> = {}): Promise<Row[]> =>
    (await client.query({ query, query_params: parameters, format: 'JSONEachRow' })).json<Row>();
  const command = async (query: string, parameters: Record<string, string> = {}): Promise<void> => {
    await client.command({ query, query_params: parameters });
  };
  // Old days would be dropped by their age at once.
  for (const statement of hotTierStatements(table, { database, expires: until === 'today' })) await command(statement);
  const last = await lastDay(rows, source, until);
  const first = dayAfter(last, 1 - days);
  const names = hotTierNames(table.name);
  const named = (name: string): string => `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;

  const found = await rows<{ day: string; fingerprint: string }>(hotDayFingerprints(source), { first_day: first, last_day: last });
  const kept = await rows<{ day: string; fingerprint: string }>(
    `SELECT toString(partition_date) AS day, argMax(fingerprint, loaded_at) AS fingerprint FROM ${named(names.days)} WHERE partition_date >= {first_day:Date32} AND partition_date <= {last_day:Date32} GROUP BY day`,
    { first_day: first, last_day: last },
  );
  const wanted = new Map(found.map(({ day, fingerprint }) => [day, fingerprint]));
  const held = new Map(kept.map(({ day, fingerprint }) => [day, fingerprint]));
  const loaded: string[] = [];
  for (const day of new Set([...wanted.keys(), ...held.keys()])) {
    const fingerprint = wanted.get(day) ?? 'none';
    if (held.get(day) === fingerprint) continue;
    if (fingerprint === 'none') await command(dropHotDay(table, database, day));
    else await loadDay(command, table, database, source, day);
    await command(keepHotDay(table, database), { day, fingerprint });
    loaded.push(day);
  }
  await command(moveHotWatermark(table, database), { first_day: first, last_day: last });
  const dropped = await dropOldDays(rows, command, table, database, first);
  return { first, last, loaded: loaded.sort(), dropped };
}

type Rows = <Row>(query: string, parameters?: Record<string, string>) => Promise<Row[]>;
type Command = (query: string, parameters?: Record<string, string>) => Promise<void>;

async function lastDay(rows: Rows, source: string, until: string): Promise<string> {
  if (until !== 'today' && until !== 'newest') {
    if (dayText(until) === undefined) throw valueNotForType('until', "'today', 'newest' or a day such as '2025-08-25'", until);
    return until;
  }
  const day = until === 'today' ? `toDate32(now('UTC'))` : `(SELECT max(partition_date) FROM ${source})`;
  const [row] = await rows<{ day: string }>(`SELECT toString(${day}) AS day`);
  return row?.day ?? '';
}

async function loadDay(command: Command, table: AnyTable, database: string, source: string, day: string): Promise<void> {
  const copy = `${hotTierNames(table.name).hot}_load_${randomUUID().replaceAll('-', '')}`;
  const { fill, drop } = hotDayCopy(table, database, source, day, copy);
  try {
    for (const statement of fill) await command(statement);
    await command(replaceHotDay(table, database, day, copy));
  } finally {
    await command(drop);
  }
}

/** Drops days before the first one of the watermark before this one: queries that had read that watermark may still be at work. */
async function dropOldDays(rows: Rows, command: Command, table: AnyTable, database: string, first: string): Promise<string[]> {
  const { hot, watermark, days } = hotTierNames(table.name);
  const named = (name: string): string => `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;
  const marks = await rows<{ first_day: string }>(`SELECT toString(first_day) AS first_day FROM ${named(watermark)} ORDER BY moved_at DESC LIMIT 2`);
  const safe = [first, ...marks.map(({ first_day }) => first_day)].sort()[0] ?? first;
  const old = await rows<{ day: string }>(`SELECT DISTINCT toString(partition_date) AS day FROM ${named(hot)} WHERE partition_date < {safe:Date32} ORDER BY day`, { safe });
  for (const { day } of old) {
    await command(dropHotDay(table, database, day));
    await command(keepHotDay(table, database), { day, fingerprint: 'none' });
  }
  await command(`DELETE FROM ${named(days)} WHERE partition_date < {safe:Date32}`, { safe });
  await command(`DELETE FROM ${named(watermark)} WHERE moved_at < now64(6, 'UTC') - INTERVAL 1 DAY AND moved_at < (SELECT max(moved_at) FROM ${named(watermark)})`);
  return old.map(({ day }) => day);
}
