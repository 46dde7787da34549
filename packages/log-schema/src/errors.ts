import { LogexError } from './logex-error.ts';

const list = (names: readonly string[]): string => names.join(', ');

/** A table or column name that some engine would need quotes for. */
export function nameNotAllowed(table: string, name: string): LogexError {
  return new LogexError({
    code: 'schema/name-not-allowed',
    kind: 'usage',
    message: `defining table '${table}': the name '${name}' is not allowed; names are lower-case letters, digits and underscores, and begin with a letter`,
    hint: `rename it, for example to '${name.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_').replace(/^[^a-z]+/, '') || 'name'}'`,
  });
}

/** Two fields of a table with one id. */
export function fieldIdTwice(table: string, id: number, first: string, second: string): LogexError {
  return new LogexError({
    code: 'schema/field-id-twice',
    kind: 'usage',
    message: `defining table '${table}': field id ${id} is used by '${first}' and by '${second}'; an id belongs to one field for ever`,
    hint: `give '${second}' an id that no field of the table has had`,
  });
}

/** A nested type without ids for its parts. */
export function nestedIdsMissing(table: string, column: string, type: string, need: number, seen: number): LogexError {
  return new LogexError({
    code: 'schema/nested-ids-missing',
    kind: 'usage',
    message: `defining table '${table}': column '${column}' of type ${type} has ${seen} nested field ids and needs ${need}`,
    hint: `set nestedIds to ${need} unused ids`,
  });
}

/** A key names a column that the table lacks. */
export function columnUnknown(table: string, column: string, columns: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/column-unknown',
    kind: 'usage',
    message: `using table '${table}': it has no column '${column}'; it has ${list(columns)}`,
    hint: 'use one of its columns, or add the column to the table',
  });
}

/** A key of a type that has no order. */
export function keyNotComparable(table: string, column: string, type: string): LogexError {
  return new LogexError({
    code: 'schema/key-not-comparable',
    kind: 'usage',
    message: `defining table '${table}': column '${column}' of type ${type} cannot be a partition or sort key`,
    hint: 'use a column of text, number, date or timestamp',
  });
}

/** A partition column that may be null. */
export function partitionNullable(table: string, column: string): LogexError {
  return new LogexError({
    code: 'schema/partition-nullable',
    kind: 'usage',
    message: `defining table '${table}': partition column '${column}' may be null, and a partition needs a value`,
    hint: `declare '${column}' with required(…)`,
  });
}

/** A target cannot hold what a column asks for. */
export function typeNotInTarget(target: string, table: string, column: string, what: string, hint: string): LogexError {
  return new LogexError({
    code: 'schema/type-not-in-target',
    kind: 'usage',
    message: `compiling table '${table}' for ${target}: column '${column}' is ${what}, which ${target} cannot hold`,
    hint,
  });
}

/** A value that a dialect has no literal for. */
export function literalNotAllowed(dialect: string, value: unknown): LogexError {
  return new LogexError({
    code: 'schema/literal-not-allowed',
    kind: 'usage',
    message: `writing a literal for ${dialect}: ${String(value)} (${typeof value}) has none; text, finite numbers, booleans and null have`,
    hint: 'turn the value into text or a finite number first',
  });
}

/** An operation that a dialect does not have. */
export function operationUnknown(dialect: string, operation: string): LogexError {
  return new LogexError({
    code: 'schema/operation-unknown',
    kind: 'bug',
    message: `compiling an expression for ${dialect}: the operation '${operation}' has no form there`,
    hint: 'add the form to expressions/operations.ts',
  });
}

/** An engine type that no logical type stands for. */
export function engineTypeUnknown(engine: string, column: string, type: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/engine-type-unknown',
    kind: 'usage',
    message: `reading a result of ${engine}: column '${column}' has type ${type}; tables hold ${list(known)}`,
    hint: `cast '${column}' in the SELECT, for example with toString(…) or CAST(… AS STRING)`,
  });
}

/** `top.by` of an aggregate names no measure. */
export function aggregateUnranked(aggregate: string, by: string, measures: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/aggregate-unranked',
    kind: 'usage',
    message: `defining aggregate '${aggregate}': top.by names '${by}', which is no measure; it has ${list(measures)}`,
    hint: 'rank by one of the measures',
  });
}

/** A hot tier for a table that is not partitioned by day. */
export function hotTierUnpartitioned(table: string): LogexError {
  return new LogexError({
    code: 'schema/hot-tier-unpartitioned',
    kind: 'usage',
    message: `making the hot tier of '${table}': it is not partitioned by partition_date alone, and days are what moves between the tiers`,
    hint: "give the table a column partition_date and partitionBy: ['partition_date']",
  });
}

/** An Iceberg table for a version of ClickHouse that reads it wrongly. */
export function icebergNotInVersion(version: string): LogexError {
  return new LogexError({
    code: 'schema/iceberg-not-in-version',
    kind: 'usage',
    message: `reading an Iceberg table with ClickHouse ${version}: it cannot find the newest metadata of a table that a Hive catalog keeps, and prunes nothing`,
    hint: 'upgrade the server, or read the hot table, which is a MergeTree table',
  });
}
