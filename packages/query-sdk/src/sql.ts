import type { Table } from '@logex/log-schema';
import { clickhouseTarget, logicalTypes } from '@logex/log-schema';
import type { CompiledQuery, CompileOptions } from './compile/compiled-query.ts';
import { Parameters } from './compile/parameters.ts';
import { typeNotAllowed, valueNotForType } from './errors.ts';
import { parameterNode, type ParameterNode } from './nodes/parameter-node.ts';
import type { Query } from './query.ts';
import { describedRows } from './rows/described-rows.ts';
import type { RowReader } from './rows/row-reader.ts';
import { boundList, boundValue } from './values/bound-value.ts';
import type { ValueType } from './values/value-type.ts';

/** A value that SQL text can take: it is bound, with the type that fits it. A `Date` has milliseconds. */
export type SqlValue = string | number | bigint | boolean | Date | readonly (string | number | bigint | boolean)[];

/** A table, whose full name is written, or a value, which is bound. */
export type SqlPart = SqlValue | ParameterNode | Table;

/** SQL of your own with bound values; made by {@link sql}. */
export class SqlQuery<Row> implements Query<Row> {
  readonly #texts: readonly string[];
  readonly #parts: readonly (ParameterNode | Table)[];

  constructor(texts: readonly string[], parts: readonly (ParameterNode | Table)[]) {
    this.#texts = texts;
    this.#parts = parts;
  }

  /** SQL text and bound values, without running anything. */
  compile(options: CompileOptions = {}): CompiledQuery {
    const parameters = new Parameters();
    const parts = this.#parts.map((part) => ('kind' in part ? parameters.bind(part) : tableName(part, options)));
    const sql = this.#texts.map((text, index) => text + (parts[index] ?? '')).join('').trim();
    return Object.freeze({ sql, parameters: parameters.values() });
  }

  /** A new reader for one result; see `describedRows` on how values are decoded. */
  rowReader(): RowReader<Row> {
    return describedRows<Row>();
  }
}

/**
 * The escape hatch: SQL of your own. Values are bound, tables of the schema may stand as they are, and the row type is
 * yours to state. Values of a result are decoded by the type that the server names; 64-bit integers, counts too, are `bigint`.
 *
 * @throws LogexError `query/value-not-for-type` (usage) for a value that cannot be bound, such as null.
 */
export function sql<Row = Readonly<Record<string, unknown>>>(texts: TemplateStringsArray, ...parts: readonly SqlPart[]): SqlQuery<Row> {
  return new SqlQuery<Row>(texts, parts.map(boundPart));
}

/**
 * A value in SQL text with a ClickHouse type of its own, where the one that {@link sql} would choose does not fit: `bind(5, 'UInt8')`.
 *
 * @throws LogexError `query/type-not-allowed` (usage).
 */
export function bind(value: ParameterNode['value'], type: string): ParameterNode {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:\((?:[A-Za-z0-9(), ]|'[A-Za-z0-9_/+-]*')*\))?$/u.test(type)) throw typeNotAllowed(type);
  return parameterNode(type, value);
}

const { text, long, double, boolean: bool, timestamp } = logicalTypes;
const booleanType: ValueType<boolean> = bool;

function boundPart(part: SqlPart): ParameterNode | Table {
  if (Array.isArray(part)) return boundList('sql', typeOf(part.find(isFraction) ?? part[0] ?? ''), part);
  if (typeof part === 'object' && part !== null && !(part instanceof Date)) return part as ParameterNode | Table;
  return boundValue('sql', typeOf(part), part);
}

function typeOf(value: unknown): ValueType<unknown> {
  if (typeof value === 'string') return text;
  if (typeof value === 'bigint') return long;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? long : double;
  if (typeof value === 'boolean') return booleanType;
  if (value instanceof Date) return timestamp;
  throw valueNotForType('sql', 'text, a number, a bigint, a boolean, a Date or a list of them', value);
}

function tableName(table: Table, { database }: CompileOptions): string {
  return clickhouseTarget.qualifiedName(database === undefined ? table : { ...table, namespace: database });
}

function isFraction(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
}
