import type { AnyTable } from '../../define-table.ts';
import { hotTierUnpartitioned } from '../../errors.ts';
import { mergeTreeTable } from './create-table.ts';
import { quoteIdentifier } from './dialect.ts';

/** Names of the relations that make up the hot tier of a table. */
export interface HotTierNames {
  /** MergeTree table with the newest days. */
  readonly hot: string;
  /** View of hot and cold rows, each once. */
  readonly spanning: string;
  /** Which days the hot table answers for; its newest row counts. */
  readonly watermark: string;
  /** What each day of the hot table was loaded from. */
  readonly days: string;
}

/** Names of the relations of the hot tier, from the name of the table. */
export function hotTierNames(name: string): HotTierNames {
  return { hot: `${name}_hot`, spanning: `${name}_spanning`, watermark: `${name}_hot_watermark`, days: `${name}_hot_days` };
}

/** What {@link hotTierStatements} takes. */
export interface HotTierOptions {
  /**
   * Database of the table and of its hot tier.
   * @default the namespace of the table
   */
  readonly database?: string;
  /**
   * Whether the engine drops rows by their age too, two days after they left the hot tier. Without it old logs may be hot.
   * @default true
   */
  readonly expires?: boolean;
}

/** Days behind the hot days that rows stay in the hot table, so that a query in flight loses none. */
const graceDays = 2;

const isByDay = (table: AnyTable): boolean => table.partitionBy[0] === 'partition_date' && table.partitionBy.length === 1;

/** Days that rows stay in a hot table that drops them by their age. */
export function hotKeepDays(table: AnyTable): number {
  return table.hot.ttlDays + (isByDay(table) ? graceDays : 0);
}

const named = (database: string, name: string): string => `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;

/**
 * The statements that make the hot tier of a table, in order: hot table, what its days were loaded from, watermark, spanning view.
 * Making it again changes nothing. The table itself, in the same database, is the cold side.
 *
 * @throws LogexError `schema/hot-tier-unpartitioned` (usage) for a table without the partition `partition_date`.
 */
export function hotTierStatements(table: AnyTable, options: HotTierOptions = {}): string[] {
  const { database = table.namespace, expires = true } = options;
  const { hot, days, watermark } = hotTierNames(table.name);
  if (!isByDay(table)) throw hotTierUnpartitioned(table.name);
  return [
    `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(database)}`,
    mergeTreeTable({ ...table, namespace: database }, { name: hot, keepDays: expires ? hotKeepDays(table) : 'all' }),
    `CREATE TABLE IF NOT EXISTS ${named(database, days)} (partition_date Date32, fingerprint String, loaded_at DateTime64(6, 'UTC'))\nENGINE = MergeTree\nORDER BY (partition_date, loaded_at)`,
    `CREATE TABLE IF NOT EXISTS ${named(database, watermark)} (first_day Date32, last_day Date32, moved_at DateTime64(6, 'UTC'))\nENGINE = MergeTree\nORDER BY moved_at`,
    spanningView(table, options),
  ];
}

/**
 * The view of hot and cold rows, each once: the hot table answers for the days of the watermark, the Iceberg table for all others.
 * One query reads the watermark once. Where no refresh has run, every row is cold; where refreshes stopped, days that the engine may
 * have dropped are cold again.
 */
export function spanningView(table: AnyTable, options: HotTierOptions = {}): string {
  const { database = table.namespace, expires = true } = options;
  const { hot, spanning, watermark } = hotTierNames(table.name);
  const columns = Object.keys(table.columns).map(quoteIdentifier).join(', ');
  const first = expires ? `greatest(first_day, toDate32(now('UTC')) - ${table.hot.ttlDays})` : 'first_day';
  const days = `(SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((${first}, last_day), moved_at)) FROM ${named(database, watermark)})`;
  return [
    `CREATE OR REPLACE VIEW ${named(database, spanning)} AS`,
    `SELECT ${columns}`,
    `FROM ${named(database, hot)}`,
    `WHERE partition_date >= tupleElement(${days}, 1) AND partition_date <= tupleElement(${days}, 2)`,
    'UNION ALL',
    `SELECT ${columns}`,
    `FROM ${named(database, table.name)}`,
    `WHERE partition_date < tupleElement(${days}, 1) OR partition_date > tupleElement(${days}, 2)`,
  ].join('\n');
}

/**
 * What each day of an Iceberg table is made of: a fingerprint of the names of its files, which are never changed in place.
 * Reads no other column. `source` is the relation with the virtual column `_path`, such as `icebergS3(…)`; the result is bounded by the
 * parameters `first_day` and `last_day`.
 */
export function hotDayFingerprints(source: string): string {
  return [
    'SELECT toString(partition_date) AS day, toString(groupBitXor(cityHash64(path))) AS fingerprint',
    `FROM (SELECT DISTINCT partition_date, _path AS path FROM ${source}`,
    'WHERE partition_date >= {first_day:Date32} AND partition_date <= {last_day:Date32})',
    'GROUP BY day',
    'ORDER BY day',
  ].join('\n');
}
