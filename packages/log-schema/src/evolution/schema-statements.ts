import { mergeTreeTable } from '../targets/clickhouse/create-table.ts';
import { icebergPartitionSpec, icebergSchema, icebergSortOrder } from '../targets/iceberg/schema-json.ts';
import { createTable, writeOrder } from '../targets/spark/create-table.ts';
import { clickhouseAlterations } from './alter-clickhouse.ts';
import { icebergUpdates } from './alter-iceberg.ts';
import { sparkAlterations } from './alter-spark.ts';
import { tableOfRecord } from './recorded-table.ts';
import type { RecordedSchema, RecordedTable } from './recorded-schema.ts';

/** Engines that statements are made for. */
export const statementEngines = ['spark', 'iceberg', 'clickhouse'] as const;

/** One of {@link statementEngines}. */
export type StatementEngine = (typeof statementEngines)[number];

/** The statements for one table; of Iceberg, changes of metadata as JSON. */
export interface TableStatements {
  readonly table: string;
  readonly statements: readonly string[];
}

const makers: Readonly<Record<StatementEngine, (from: RecordedTable | undefined, to: RecordedTable, catalog: string) => string[]>> = {
  spark: (from, to, catalog) => {
    const table = tableOfRecord(to);
    const order = writeOrder(table, catalog);
    return from ? sparkAlterations(from, table, { catalog }) : [createTable(table, { catalog }), ...(order === undefined ? [] : [order])];
  },
  iceberg: (from, to) => {
    const table = tableOfRecord(to);
    const updates = from
      ? icebergUpdates(from, table)
      : [{ action: 'create-table', schema: icebergSchema(table), 'partition-spec': icebergPartitionSpec(table), 'sort-order': icebergSortOrder(table), properties: table.properties }];
    return updates.map((update) => JSON.stringify(update));
  },
  clickhouse: (from, to) => {
    const table = tableOfRecord(to);
    return from ? clickhouseAlterations(from, table) : [mergeTreeTable(table)];
  },
};

/**
 * What brings tables of one version of a schema to another one, by table; tables without a change are left out, and tables that are dropped stay.
 *
 * @param catalog name of the catalog in Spark
 * @throws LogexError `schema/alteration-not-possible` (usage) for a change that cannot be made in place.
 */
export function schemaStatements(from: RecordedSchema, to: RecordedSchema, engine: StatementEngine, catalog = 'iceberg'): TableStatements[] {
  const before = new Map(from.tables.map((table) => [table.name, table]));
  return to.tables
    .map((table) => ({ table: table.name, statements: makers[engine](before.get(table.name), table, catalog) }))
    .filter(({ statements }) => statements.length > 0);
}
