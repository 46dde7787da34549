import { evolution, type AnyTable, type RetiredColumns } from '@logex/log-schema';
import type { TableMetadata } from '../iceberg/index.ts';
import { tableNewer } from './errors.ts';

/** The part of table metadata that a migration goes by. */
export type SchemaFacts = Pick<
  TableMetadata,
  'schemas' | 'current-schema-id' | 'last-column-id' | 'partition-specs' | 'default-spec-id' | 'sort-orders' | 'default-sort-order-id' | 'properties'
>;

/** What a table is, what it is to become, and what that changes. */
export interface TableMigration {
  readonly table: AnyTable;
  readonly from: evolution.RecordedTable;
  /** The definition; columns that an interrupted run left are retired in it. */
  readonly to: AnyTable;
  readonly changes: readonly evolution.SchemaChange[];
  /** Highest field id that the table ever had. */
  readonly lastColumnId: number;
}

/**
 * Compares a table as it stands with its definition. Nothing is remembered of versions: so a migration may begin anywhere, be
 * killed anywhere, and be repeated.
 *
 * @throws LogexError `jobs/table-newer`, `schema/observed-type-unknown` (usage).
 */
export function tableMigration(table: AnyTable, facts: SchemaFacts): TableMigration {
  const fields = facts.schemas.find((schema) => schema['schema-id'] === facts['current-schema-id'])?.fields ?? [];
  const nameOf = (id: number): string => fields.find((field) => field.id === id)?.name ?? `id ${id}`;
  const spec = facts['partition-specs'].find((each) => each['spec-id'] === facts['default-spec-id']);
  const order = facts['sort-orders'].find((each) => each['order-id'] === facts['default-sort-order-id']);
  const from = evolution.observeTable(table, {
    fields,
    partitionBy: (spec?.fields ?? []).map((field) => nameOf(field['source-id'])),
    sortBy: (order?.fields ?? []).map((field) => nameOf(field['source-id'])),
    properties: facts.properties ?? {},
  });
  const usedUp = fields.filter(({ name }) => name.startsWith(evolution.usedUpPrefix));
  const retired: RetiredColumns = { ...table.retired, ...Object.fromEntries(usedUp.map(({ name, id }) => [name, [id]])) };
  const to: AnyTable = { ...table, retired };
  checkKnown(table, from, retired);
  return { table, from, to, changes: evolution.compareTables(from, evolution.recordTable(to)), lastColumnId: facts['last-column-id'] };
}

function checkKnown(table: AnyTable, from: evolution.RecordedTable, retired: RetiredColumns): void {
  const known = new Set([...Object.values(table.columns).map(({ id }) => id), ...Object.values(retired).flat()]);
  const unknown = Object.entries(from.columns).filter(([, { id }]) => !known.has(id)).map(([name]) => name);
  if (unknown.length > 0) throw tableNewer(table.name, unknown);
}
