import type { Aggregate } from '../define-aggregate.ts';
import type { Column } from '../column.ts';
import type { AnyTable } from '../define-table.ts';
import { accessLogPattern } from '../formats/access-log.ts';
import { jsonFields, type JsonField } from '../formats/json-application.ts';
import { parserVersion } from '../formats/line-plan.ts';
import { expressionText } from './expression-text.ts';
import type { RecordedAggregate, RecordedColumn, RecordedFormats, RecordedSchema, RecordedTable } from './recorded-schema.ts';

/** A schema as it is defined: what {@link recordSchema} takes. */
export interface SchemaDefinition {
  /** Tables, those of aggregates not among them. */
  readonly tables: readonly AnyTable[];
  /**
   * Aggregates; the table of each is a table of the schema.
   * @default none
   */
  readonly aggregates?: readonly Aggregate[];
  /**
   * Whether the log formats of this package are part of the schema.
   * @default false
   */
  readonly formats?: boolean;
}

/** The record of a schema at a version, `1.2.3`: plain data, the same for the same definition. */
export function recordSchema(definition: SchemaDefinition, version: string): RecordedSchema {
  const { tables, aggregates = [], formats = false } = definition;
  return {
    version,
    tables: [...tables, ...aggregates.map(({ table }) => table)].map(recordTable),
    aggregates: Object.fromEntries(aggregates.map((aggregate) => [aggregate.table.name, recordAggregate(aggregate)])),
    ...(formats ? { formats: recordFormats() } : {}),
  };
}

/** The record of one table. */
export function recordTable(table: AnyTable): RecordedTable {
  return {
    name: table.name,
    namespace: table.namespace,
    doc: table.doc,
    columns: Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, recordColumn(column)])),
    partitionBy: [...table.partitionBy],
    sortBy: [...table.sortBy],
    hot: { orderBy: [...table.hot.orderBy], ttlDays: table.hot.ttlDays },
    properties: { ...table.properties },
    ...(Object.keys(table.retired).length > 0 ? { retired: Object.fromEntries(Object.entries(table.retired).map(([name, ids]) => [name, [...ids]])) } : {}),
  };
}

function recordColumn(column: Column): RecordedColumn {
  return {
    id: column.id,
    ...(column.nestedIds.length > 0 ? { nestedIds: [...column.nestedIds] } : {}),
    type: column.type.name,
    required: !column.nullable,
    doc: column.doc,
    ...(column.lowCardinality ? { lowCardinality: true } : {}),
    ...(column.formerly.length > 0 ? { formerly: [...column.formerly] } : {}),
    ...(column.policy === undefined ? {} : { policy: column.policy }),
  };
}

function recordAggregate({ source, bucket, filter, dimensions, measures, top }: Aggregate): RecordedAggregate {
  const values = Object.entries({ ...dimensions, ...measures }).map(([name, expression]) => [name, expressionText(expression)] as const);
  return {
    source: source.name,
    bucket,
    ...(filter === undefined ? {} : { filter: expressionText(filter) }),
    dimensions: Object.keys(dimensions),
    values: Object.fromEntries(values),
    ...(top === undefined ? {} : { top: `${top.count} by ${top.by}` }),
  };
}

function recordFormats(): RecordedFormats {
  const fields: [string, JsonField][] = Object.entries(jsonFields);
  return {
    parserVersion,
    json: Object.fromEntries(fields.map(([column, { names, reading }]) => [column, `${reading}: ${names.join(', ')}`])),
    access: accessLogPattern,
  };
}
