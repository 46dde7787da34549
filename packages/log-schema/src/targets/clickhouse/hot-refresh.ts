import type { AnyTable } from '../../define-table.ts';
import { mergeTreeTable } from './create-table.ts';
import { quoteIdentifier, quoteText } from './dialect.ts';
import { hotTierNames } from './hot-tier.ts';

/** The days that a hot table answers for, both inclusive, `YYYY-MM-DD`. */
export interface HotDays {
  readonly first: string;
  readonly last: string;
}

const named = (database: string, name: string): string => `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;

/**
 * Copies a day of the cold side into a table of its own, which {@link replaceHotDay} then exchanges for the day in the hot table.
 * Statements in order; the last one drops the copy.
 */
export function hotDayCopy(table: AnyTable, database: string, source: string, day: string, copy: string): { readonly fill: readonly string[]; readonly drop: string } {
  const columns = Object.keys(table.columns).map(quoteIdentifier).join(', ');
  return {
    fill: [
      mergeTreeTable({ ...table, namespace: database }, { name: copy, keepDays: 'all' }),
      `INSERT INTO ${named(database, copy)} (${columns}) SELECT ${columns} FROM ${source} WHERE partition_date = toDate32(${quoteText(day)})`,
    ],
    drop: `DROP TABLE IF EXISTS ${named(database, copy)} SYNC`,
  };
}

/** Puts a copied day in the place of the day in the hot table, in one step: a query sees the day before or after it, never half of it. */
export function replaceHotDay(table: AnyTable, database: string, day: string, copy: string): string {
  return `ALTER TABLE ${named(database, hotTierNames(table.name).hot)} REPLACE PARTITION ${quoteText(day)} FROM ${named(database, copy)}`;
}

/** Drops a day of the hot table. */
export function dropHotDay(table: AnyTable, database: string, day: string): string {
  return `ALTER TABLE ${named(database, hotTierNames(table.name).hot)} DROP PARTITION ${quoteText(day)}`;
}

/** Notes what a day of the hot table was loaded from. Parameters: `day`, `fingerprint`. */
export function keepHotDay(table: AnyTable, database: string): string {
  return `INSERT INTO ${named(database, hotTierNames(table.name).days)} SELECT {day:Date32}, {fingerprint:String}, now64(6, 'UTC')`;
}

/** Moves the watermark. Parameters: `first_day`, `last_day`. */
export function moveHotWatermark(table: AnyTable, database: string): string {
  return `INSERT INTO ${named(database, hotTierNames(table.name).watermark)} SELECT {first_day:Date32}, {last_day:Date32}, now64(6, 'UTC')`;
}
