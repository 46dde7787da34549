import { evolution, sparkTarget, type AnyTable } from '@logex/log-schema';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { catalogName, openCatalog, tableName, type SparkCatalog } from '../spark/spark-catalog.ts';
import { createTableStep } from '../spark/table-steps.ts';
import type { TableMigration } from './table-migration.ts';

const plan = (steps: readonly PlanStep[]): JobPlan => ({ version: planVersion, job: 'migrate', parameters: {}, steps });

const namespaceOf = (table: AnyTable): string => sparkTarget.quoteIdentifier(table.namespace);

/** The plan that tells which namespaces a catalog has, as `namespaces`. */
export function namespacesPlan(catalog: SparkCatalog): JobPlan {
  return plan([openCatalog(catalog), { kind: 'emit', name: 'namespaces', rows: `SHOW NAMESPACES IN ${catalogName}` }]);
}

/** The plan that tells which tables the namespaces of some tables have, as `tables`. */
export function tablesPlan(catalog: SparkCatalog, tables: readonly AnyTable[]): JobPlan {
  const namespaces = [...new Set(tables.map(namespaceOf))];
  return plan([openCatalog(catalog), ...namespaces.map((namespace): PlanStep => ({ kind: 'emit', name: 'tables', rows: `SHOW TABLES IN ${catalogName}.${namespace}` }))]);
}

/** The plan that tells where the newest metadata of tables is, as `metadata`. */
export function metadataFilesPlan(catalog: SparkCatalog, tables: readonly AnyTable[]): JobPlan {
  const newest = (table: AnyTable): string => `SELECT '${table.name}' AS table, max_by(file, struct(timestamp, file)) AS file FROM ${tableName(table)}.metadata_log_entries`;
  return plan([openCatalog(catalog), { kind: 'emit', name: 'metadata', rows: tables.map(newest).join('\nUNION ALL ') }]);
}

/** Parts of metadata that a migration goes by. */
const parts = ['schemas', 'current-schema-id', 'last-column-id', 'partition-specs', 'default-spec-id', 'sort-orders', 'default-sort-order-id', 'properties'] as const;

/** The plan that reads metadata files, as `facts`: one row a table, with the JSON text of each part. */
export function schemaFactsPlan(files: readonly { readonly table: string; readonly file: string }[]): JobPlan {
  const lines = (file: string): string => `SELECT monotonically_increasing_id() AS at, value FROM text.${sparkTarget.quoteIdentifier(file)}`;
  const texts = files.map(({ table, file }) =>
    `SELECT '${table}' AS table, concat_ws('\\n', transform(array_sort(collect_list(struct(at, value))), line -> line.value)) AS text FROM (${lines(file)})`);
  const columns = parts.map((part) => `get_json_object(text, '$.${part}') AS \`${part}\``).join(', ');
  return plan([{ kind: 'emit', name: 'facts', rows: `SELECT table, ${columns} FROM (\n${texts.join('\nUNION ALL ')})` }]);
}

/** The statements of one table. */
export function statementsOf({ from, to, lastColumnId }: TableMigration): string[] {
  return evolution.sparkAlterations(from, to, { catalog: catalogName, lastColumnId });
}

/** The plan of a migration: tables that are missing are made, then each statement is one commit. */
export function alterationPlan(catalog: SparkCatalog, missing: readonly AnyTable[], migrations: readonly TableMigration[]): JobPlan {
  return plan([
    openCatalog(catalog),
    ...missing.map(createTableStep),
    ...migrations.flatMap((migration) => statementsOf(migration).map((text, index): PlanStep => ({ kind: 'sql', name: `alter ${migration.table.name} ${index + 1}`, text }))),
  ]);
}
