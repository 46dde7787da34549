import type { Column } from '../../column.ts';
import type { AnyTable } from '../../define-table.ts';
import { engineTypeUnknown, typeNotInTarget } from '../../errors.ts';
import { logicalTypes } from '../../types/index.ts';
import type { LogicalType } from '../../types/logical-type.ts';
import { quoteIdentifier } from './dialect.ts';

/**
 * Type of a column in ClickHouse.
 *
 * @throws LogexError `schema/type-not-in-target` (usage) for a nullable dictionary: ClickHouse has no `Nullable(Map(…))`.
 */
export function columnType(table: AnyTable, name: string, column: Column): string {
  const { type } = column;
  if (!column.nullable) return type.clickhouse;
  if (!type.clickhouseNullable) {
    throw typeNotInTarget('ClickHouse', table.name, name, `a nullable ${type.name}`, `declare '${name}' with required(…); an empty ${type.name} stands for none`);
  }
  return `Nullable(${type.clickhouse})`;
}

/** Columns of a table with their types, each as it stands in a CREATE TABLE. */
export function columnDefinitions(table: AnyTable): string[] {
  return Object.entries(table.columns).map(([name, column]) => `${quoteIdentifier(name)} ${columnType(table, name, column)}`);
}

/** Types of ClickHouse that a result may have beside the ones the schema writes itself, by logical type. */
const accepted: Readonly<Record<string, LogicalType<unknown>>> = {
  ...Object.fromEntries(Object.values(logicalTypes).map((type) => [type.clickhouse, type])),
  String: logicalTypes.text,
  Int8: logicalTypes.integer,
  Int16: logicalTypes.integer,
  UInt8: logicalTypes.integer,
  UInt16: logicalTypes.integer,
  UInt32: logicalTypes.long,
  UInt64: logicalTypes.long,
  Float32: logicalTypes.double,
  Date: logicalTypes.date,
  "DateTime('UTC')": logicalTypes.timestamp,
  DateTime: logicalTypes.timestamp,
  "DateTime64(3, 'UTC')": logicalTypes.timestamp,
  'DateTime64(3)': logicalTypes.timestamp,
  'DateTime64(6)': logicalTypes.timestamp,
};

/**
 * The logical type that holds a result column of ClickHouse, and whether it may be null. `LowCardinality` makes no difference.
 *
 * @throws LogexError `schema/engine-type-unknown` (usage) for a type that tables cannot hold.
 */
export function logicalTypeOf(column: string, engineType: string): { type: LogicalType<unknown>; nullable: boolean } {
  const plain = engineType.replace(/^LowCardinality\((.*)\)$/, '$1');
  const inner = /^Nullable\((.*)\)$/.exec(plain)?.[1];
  const name = inner ?? plain;
  const type = Object.hasOwn(accepted, name) ? accepted[name] : undefined;
  if (!type) throw engineTypeUnknown('ClickHouse', column, engineType, Object.keys(accepted));
  return { type, nullable: inner !== undefined };
}
