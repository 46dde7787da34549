import type { AnyTable } from '../../define-table.ts';
import { quoteIdentifier, quoteText } from './dialect.ts';

/** What the job knows of a table's place. */
export interface SparkTableOptions {
  /** Catalog name in the Spark session. */
  readonly catalog: string;
  /**
   * Location of the table.
   * @default the catalog's own rule
   */
  readonly location?: string;
}

/** Full name of a table in Spark: catalog, namespace and name. */
export function qualifiedName(table: AnyTable, catalog: string): string {
  return [catalog, table.namespace, table.name].map(quoteIdentifier).join('.');
}

/**
 * `CREATE TABLE … USING iceberg` with comments, partitioning, location and properties. Iceberg numbers the fields of such a table
 * itself, those of dictionaries last; a table that must have the ids of its definition is made from its schema JSON.
 */
export function createTable(table: AnyTable, options: SparkTableOptions): string {
  const columns = Object.entries(table.columns).map(
    ([name, column]) =>
      `  ${quoteIdentifier(name)} ${column.type.spark}${column.nullable ? '' : ' NOT NULL'} COMMENT ${quoteText(column.doc)}`,
  );
  const properties = Object.entries(table.properties).map(([key, value]) => `  ${quoteText(key)} = ${quoteText(value)}`);
  return [
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(table, options.catalog)} (`,
    columns.join(',\n'),
    ')',
    'USING iceberg',
    ...(table.partitionBy.length > 0 ? [`PARTITIONED BY (${table.partitionBy.map(quoteIdentifier).join(', ')})`] : []),
    ...(options.location === undefined ? [] : [`LOCATION ${quoteText(options.location)}`]),
    `COMMENT ${quoteText(table.doc)}`,
    'TBLPROPERTIES (',
    properties.join(',\n'),
    ')',
  ].join('\n');
}

/**
 * Write order of a table, one statement: rows are distributed by partition and sorted within it. A sort order alone
 * would make Spark sort by range over all partitions. Absent for a table without either.
 */
export function writeOrder(table: AnyTable, catalog: string): string | undefined {
  if (table.partitionBy.length === 0) return undefined;
  const order = table.sortBy.length > 0 ? ` LOCALLY ORDERED BY ${table.sortBy.map(quoteIdentifier).join(', ')}` : '';
  return `ALTER TABLE ${qualifiedName(table, catalog)} WRITE DISTRIBUTED BY PARTITION${order}`;
}
