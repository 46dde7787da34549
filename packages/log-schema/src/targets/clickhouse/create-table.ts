import type { AnyTable } from '../../define-table.ts';
import { columnUnknown, icebergNotInVersion } from '../../errors.ts';
import { columnType } from './column-type.ts';
import { quoteIdentifier, quoteText } from './dialect.ts';

/** Full name of a table: namespace and name. */
export function qualifiedName(table: AnyTable): string {
  return `${quoteIdentifier(table.namespace)}.${quoteIdentifier(table.name)}`;
}

/** Where an Iceberg table lies, for ClickHouse's table functions. */
export type IcebergPlace =
  | { readonly kind: 'local'; /** Absolute folder of the table. */ readonly folder: string }
  | {
      readonly kind: 's3';
      /** `https://bucket.s3.region.amazonaws.com/prefix/` or `s3://bucket/prefix/`. */
      readonly url: string;
      /**
       * Metadata file relative to the table. Set it where no catalog is asked: ClickHouse else takes the highest number it finds
       * (ClickHouse issue 87574).
       * @default the newest one in the folder
       */
      readonly metadataFile?: string;
    };

const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** Versions of ClickHouse that statements can be made for. `current` is the oldest one with long-term support, and later. */
export type ClickHouseVersion = 'current' | '23.8';

/**
 * The read form: `icebergLocal(…)` or `icebergS3(…)`. Credentials are the server's own, never in the text.
 *
 * @throws LogexError `schema/iceberg-not-in-version` (usage) for 23.8, which reads other rows than the table has.
 */
export function icebergFunction(place: IcebergPlace, version: ClickHouseVersion = 'current'): string {
  if (version === '23.8') throw icebergNotInVersion(version);
  if (place.kind === 'local') return `icebergLocal(${quoteText(withSlash(place.folder))})`;
  const settings = place.metadataFile ? `, SETTINGS iceberg_metadata_file_path = ${quoteText(place.metadataFile)}` : '';
  return `icebergS3(${quoteText(withSlash(place.url))}${settings})`;
}

/** A view that reads an Iceberg table under its own name; each query sees the newest snapshot. */
export function icebergView(table: AnyTable, place: IcebergPlace, version: ClickHouseVersion = 'current'): string {
  const columns = Object.keys(table.columns).map(quoteIdentifier).join(', ');
  return `CREATE OR REPLACE VIEW ${qualifiedName(table)} AS SELECT ${columns} FROM ${icebergFunction(place, version)}`;
}

/** An Iceberg table for the embedded engine, over metadata that is there already: columns and ids are read from it. The name is full and quoted. */
export function icebergTable(name: string, folder: string): string {
  return `CREATE TABLE ${name} ENGINE = IcebergLocal(${quoteText(withSlash(folder))}, 'Parquet')`;
}

/** What the hot form of a table differs in. */
export interface MergeTreeOptions {
  /**
   * Name of the table.
   * @default the table's name and `_hot`
   */
  readonly name?: string;
  /**
   * Days that rows stay, or `'all'` where something else drops them.
   * @default `hot.ttlDays` of the table
   */
  readonly keepDays?: number | 'all';
}

/**
 * A column of the hot form: name, type, comment and codec.
 *
 * @throws LogexError `schema/column-unknown`, `schema/type-not-in-target` (usage).
 */
export function mergeTreeColumn(table: AnyTable, name: string): string {
  const column = table.columns[name];
  if (!column) throw columnUnknown(table.name, name, Object.keys(table.columns));
  const type = columnType(table, name, column);
  const stored = column.lowCardinality ? `LowCardinality(${type})` : type;
  return `${quoteIdentifier(name)} ${stored} COMMENT ${quoteText(column.doc)} CODEC(${column.type.clickhouseCodec})`;
}

/** How long rows of the hot form stay: `TTL partition_date + INTERVAL 7 DAY`; absent for a table without partitions. */
export function retentionOf(table: AnyTable, keepDays: number = table.hot.ttlDays): string | undefined {
  const [partition] = table.partitionBy;
  return partition === undefined ? undefined : `TTL ${quoteIdentifier(partition)} + INTERVAL ${keepDays} DAY`;
}

/**
 * The hot form: a MergeTree table with a codec for each column, partitioned like the Iceberg table, rows kept
 * `hot.ttlDays` days.
 */
export function mergeTreeTable(table: AnyTable, options: MergeTreeOptions = {}): string {
  const lines = Object.keys(table.columns).map((name) => `    ${mergeTreeColumn(table, name)}`);
  const nullableKey = table.hot.orderBy.some((name) => table.columns[name]?.nullable);
  const { keepDays = table.hot.ttlDays } = options;
  const retention = keepDays === 'all' ? undefined : retentionOf(table, keepDays);
  return [
    `CREATE TABLE IF NOT EXISTS ${quoteIdentifier(table.namespace)}.${quoteIdentifier(options.name ?? `${table.name}_hot`)}`,
    '(',
    lines.join(',\n'),
    ')',
    'ENGINE = MergeTree',
    ...(table.partitionBy.length > 0 ? [`PARTITION BY (${table.partitionBy.map(quoteIdentifier).join(', ')})`] : []),
    `ORDER BY (${table.hot.orderBy.map(quoteIdentifier).join(', ')})`,
    ...(retention === undefined ? [] : [retention]),
    ...(nullableKey ? ['SETTINGS allow_nullable_key = 1'] : []),
    `COMMENT ${quoteText(table.doc)}`,
  ].join('\n');
}
