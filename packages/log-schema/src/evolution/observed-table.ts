import type { AnyTable } from '../define-table.ts';
import { observedTypeUnknown } from '../errors.ts';
import type { IcebergType } from '../types/logical-type.ts';
import { logicalTypes } from '../types/index.ts';
import { recordTable } from './record-schema.ts';
import type { RecordedColumn, RecordedTable } from './recorded-schema.ts';

/** What the metadata of an Iceberg table says of it. */
export interface ObservedTable {
  readonly fields: readonly {
    readonly id: number;
    readonly name: string;
    readonly required: boolean;
    readonly type: unknown;
    readonly doc?: string;
  }[];
  /** Names of its identity partitions. */
  readonly partitionBy: readonly string[];
  /** Names of the columns that its files are sorted by. */
  readonly sortBy: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

const columnMetrics = 'write.metadata.metrics.column.';

/**
 * The record of a table as it stands in a warehouse, to be compared with its definition. What Iceberg does not know (hot tier, policies, few
 * values) is as defined; so are properties that the definition is silent about.
 *
 * @throws LogexError `schema/observed-type-unknown` (usage) for a column of a type that tables of the schema do not have.
 */
export function observeTable(defined: AnyTable, observed: ObservedTable): RecordedTable {
  const wanted = recordTable(defined);
  const byId = new Map(Object.entries(wanted.columns).map(([name, column]) => [column.id, { name, column }]));
  const columns = observed.fields.map((field): [string, RecordedColumn] => {
    const { lowCardinality, policy } = byId.get(field.id)?.column ?? {};
    return [field.name, {
      id: field.id,
      ...typeOf(defined.name, field.name, field.type as IcebergType),
      required: field.required,
      doc: field.doc ?? '',
      ...(lowCardinality === undefined ? {} : { lowCardinality }),
      ...(policy === undefined ? {} : { policy }),
    }];
  });
  const isOurs = (key: string): boolean => Object.hasOwn(wanted.properties, key) || key.startsWith(columnMetrics);
  return {
    ...wanted,
    columns: Object.fromEntries(columns),
    partitionBy: [...observed.partitionBy],
    sortBy: [...observed.sortBy],
    hot: { ...wanted.hot, orderBy: wanted.hot.orderBy.map((name) => formerName(columns, wanted, name)) },
    properties: {
      ...(wanted.properties['format-version'] === undefined ? {} : { 'format-version': wanted.properties['format-version'] }),
      ...Object.fromEntries(Object.entries(observed.properties).filter(([key]) => isOurs(key))),
    },
  };
}

/** Name that a column of the definition has in the table. */
function formerName(columns: readonly [string, RecordedColumn][], wanted: RecordedTable, name: string): string {
  return columns.find(([, { id }]) => id === wanted.columns[name]?.id)?.[0] ?? name;
}

function typeOf(table: string, column: string, type: IcebergType): Pick<RecordedColumn, 'type' | 'nestedIds'> {
  const nestedIds = typeof type === 'string' ? [] : [type['key-id'], type['value-id']];
  const known = Object.values(logicalTypes).find((logical) => logical.nestedFields === nestedIds.length && sameType(logical.iceberg(nestedIds), type));
  if (!known) throw observedTypeUnknown(table, column, JSON.stringify(type));
  return { type: known.name, ...(nestedIds.length > 0 ? { nestedIds } : {}) };
}

/** Whether two forms of a type are the same, in whatever order their members stand. */
function sameType(one: IcebergType, other: IcebergType): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  const text = (type: object): string => JSON.stringify(Object.entries(type).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
