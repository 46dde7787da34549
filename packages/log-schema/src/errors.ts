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

/** A column with the id of one that the table had before. */
export function fieldIdRetired(table: string, id: number, retired: string, name: string): LogexError {
  return new LogexError({
    code: 'schema/field-id-retired',
    kind: 'usage',
    message: `defining table '${table}': field id ${id} of '${name}' was that of '${retired}', which is retired; old files would show its values as '${name}'`,
    hint: `give '${name}' an id that no field of the table has had`,
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

/** A record that names a type which is not there. */
export function recordedTypeUnknown(table: string, column: string, type: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/recorded-type-unknown',
    kind: 'usage',
    message: `reading the record of table '${table}': column '${column}' is of type '${type}', which is none of ${list(known)}`,
    hint: 'read the record with the release that wrote it, or a later one',
  });
}

/** A change of a table that cannot be made in place. */
export function alterationNotPossible(table: string, what: string, engine: string): LogexError {
  return new LogexError({
    code: 'schema/alteration-not-possible',
    kind: 'usage',
    message: `altering table '${table}' for ${engine}: it cannot ${what}`,
    hint: 'add a column beside it and retire the old one; a renamed column says so by formerly, a dropped one by retired',
  });
}

/** A column of a table in a warehouse that no logical type stands for. */
export function observedTypeUnknown(table: string, column: string, type: string): LogexError {
  return new LogexError({
    code: 'schema/observed-type-unknown',
    kind: 'usage',
    message: `comparing table '${table}' with its definition: its column '${column}' is of the Iceberg type ${type}, which no table of the schema has`,
    hint: 'drop the column if it is not yours, or migrate with the release that made it',
  });
}

/** A file of the command line that cannot be read or is not what it should be. */
export function fileNotReadable(what: string, path: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'schema/file-not-readable',
    kind: 'usage',
    message: `reading ${what} '${path}': ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'correct the path or the file',
    cause,
  });
}

/** A folder of the command line that cannot be written. */
export function fileNotWritable(path: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'schema/file-not-writable',
    kind: 'outside',
    message: `writing '${path}': ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'make the folder writable, or name another one with --recorded',
    cause,
  });
}

/** A module that exports no table. */
export function moduleWithoutTables(path: string, exported: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/module-without-tables',
    kind: 'usage',
    message: `reading schema module '${path}': none of its exports (${list(exported) || 'none'}) is a table or an aggregate`,
    hint: 'export what defineTable and defineAggregate return, by itself or in lists',
  });
}

/** Two tables of a module under one name. */
export function tableTwice(path: string, name: string): LogexError {
  return new LogexError({
    code: 'schema/table-twice',
    kind: 'usage',
    message: `reading schema module '${path}': two different tables are named '${name}'`,
    hint: 'rename one of them',
  });
}

/** A version of a schema that is not recorded. */
export function versionNotRecorded(version: string, recorded: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/version-not-recorded',
    kind: 'usage',
    message: `reading version '${version}' of the schema: recorded are ${list(recorded) || 'none'}`,
    hint: "name one of them, or 'current' for the definition as it is; 'logex-schema record <version>' records it",
  });
}

/** A version that the schema cannot be recorded under. */
export function versionNotAllowed(version: string, fault: string): LogexError {
  return new LogexError({
    code: 'schema/version-not-allowed',
    kind: 'usage',
    message: `recording the schema as version '${version}': ${fault}`,
    hint: "'logex-schema check' tells what changed and which version it asks for",
  });
}

/** Breaking changes that nobody declared. */
export function breakingUndeclared(changes: readonly string[], file: string): LogexError {
  return new LogexError({
    code: 'schema/breaking-undeclared',
    kind: 'usage',
    message: `recording the schema: ${changes.map((change) => `'${change}'`).join(', ')} would break readers, and is not declared`,
    hint: `take the change back, or add { "change": "…", "reason": "…" } to ${file}`,
  });
}

/** A policy that is not one. */
export function policyUnreadable(faults: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/policy-unreadable',
    kind: 'usage',
    message: `reading a PII policy: ${faults.join('; ')}`,
    hint: 'write { "columns": { "ip_address": "mask", "remote_user": "hash", "http_query": "drop" } }; actions are drop, hash and mask',
  });
}

/** A policy for a column that lines do not fill. */
export function policyColumnUnknown(name: string, allowed: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/policy-column-unknown',
    kind: 'usage',
    message: `reading a PII policy: '${name}' is no column that lines fill; they fill ${list(allowed)}`,
    hint: 'name a column of logs, or attributes.<name> for a field that no column is named for',
  });
}

/** An action that a column cannot take. */
export function policyNotForColumn(name: string, action: string, reason: string, allowed: readonly string[]): LogexError {
  return new LogexError({
    code: 'schema/policy-not-for-column',
    kind: 'usage',
    message: `reading a PII policy: '${name}' cannot take '${action}': ${reason}`,
    hint: `use drop, or another column: ${list(allowed)}`,
  });
}

/** A hash in a view, which has no place for a salt that is not part of its text. */
export function hashNotLive(): LogexError {
  return new LogexError({
    code: 'schema/hash-not-live',
    kind: 'usage',
    message: 'making live ingest: its policy hashes a column, and a view would show the salt in its text; drop and mask are allowed',
    hint: 'mask the column here, and hash it in the tables that ingest writes',
  });
}
