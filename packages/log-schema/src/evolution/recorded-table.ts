import type { Column } from '../column.ts';
import { defineTable, type AnyTable } from '../define-table.ts';
import { recordedTypeUnknown } from '../errors.ts';
import { logicalTypes } from '../types/index.ts';
import type { LogicalType } from '../types/logical-type.ts';
import type { RecordedColumn, RecordedTable } from './recorded-schema.ts';

const types: Readonly<Record<string, LogicalType<unknown>>> = logicalTypes;

/**
 * The table of a record, as it was defined: every target compiles it.
 *
 * @throws LogexError `schema/recorded-type-unknown` (usage) for a type that this package does not have, and the errors of `defineTable`.
 */
export function tableOfRecord(record: RecordedTable): AnyTable {
  const columns = Object.entries(record.columns).map(([name, column]) => [name, columnOfRecord(record.name, name, column)] as const);
  const table: AnyTable = defineTable({
    name: record.name,
    namespace: record.namespace,
    doc: record.doc,
    columns: Object.fromEntries(columns),
    partitionBy: record.partitionBy,
    sortBy: record.sortBy,
    hot: record.hot,
    ...(record.retired === undefined ? {} : { retired: record.retired }),
  });
  return { ...table, properties: record.properties };
}

function columnOfRecord(table: string, name: string, column: RecordedColumn): Column {
  const type = Object.hasOwn(types, column.type) ? types[column.type] : undefined;
  if (!type) throw recordedTypeUnknown(table, name, column.type, Object.keys(types));
  return {
    type,
    nullable: !column.required,
    id: column.id,
    doc: column.doc,
    nestedIds: column.nestedIds ?? [],
    metrics: 'truncate(16)',
    lowCardinality: column.lowCardinality ?? false,
    formerly: column.formerly ?? [],
    ...(column.policy === undefined ? {} : { policy: column.policy }),
  };
}

/** Every field id that a table has or had. */
export function knownIds(record: RecordedTable): number[] {
  const columns = Object.values(record.columns).flatMap((column) => [column.id, ...(column.nestedIds ?? [])]);
  return [...columns, ...Object.values(record.retired ?? {}).flat()];
}
