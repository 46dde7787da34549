import type { Columns, RowOf, Table } from '@logex/log-schema';
import { compileSelect } from '../compile/compile-select.ts';
import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import { aliasIsColumn, columnUnknown, nameNotAllowed, queryNotBound, valueNotForType } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { parameterNode, type ParameterNode } from '../nodes/parameter-node.ts';
import { selectNode, withParts, type SelectNode } from '../nodes/select-node.ts';
import type { Query, QueryRunner, RunOptions } from '../query.ts';
import { decodedRows, type ResultTypes } from '../rows/decoded-rows.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { Expressions } from './expressions.ts';
import type { NullOperator, OperandFor, OperatorFor } from './operators.ts';
import type { ColumnName, Flat, NullableNames, Selection, SelectionRow, TypeIn, ValueIn } from './scope-types.ts';
import { timeRange, type TimeRange } from './time-range.ts';
import type { Term } from './term.ts';

interface SelectState<C extends Columns> {
  readonly table: Table<C>;
  readonly runner: QueryRunner | undefined;
  readonly types: ResultTypes;
  readonly node: SelectNode;
}

const aliasPattern = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/**
 * A typed SELECT over one table. Immutable: every step gives a new query, so that a part can be kept and used again.
 *
 * @typeParam C - columns of the table.
 * @typeParam Row - what the selection so far gives.
 */
export class SelectQuery<C extends Columns, Row> implements Query<Row> {
  readonly #state: SelectState<C>;

  constructor(state: SelectState<C>) {
    this.#state = state;
  }

  /** The query as frozen plain data. */
  get node(): SelectNode {
    return this.#state.node;
  }

  /**
   * Adds columns to the result, by name, or terms under names of their own.
   *
   * @throws LogexError `query/column-unknown`, `query/name-not-allowed`, `query/alias-is-column` (usage).
   */
  select<const Names extends readonly ColumnName<C>[]>(
    ...names: Names
  ): SelectQuery<C, Flat<Row & { [Name in Names[number]]: RowOf<Table<C>>[Name] }>>;
  select<S extends Selection>(choose: (e: Expressions<C>) => S): SelectQuery<C, Flat<Row & SelectionRow<S>>>;
  select(...choice: readonly (string | ((e: Expressions<C>) => Selection))[]): never {
    const expressions = new Expressions(this.#state.table);
    const chosen = choice.flatMap((part) =>
      typeof part === 'function' ? Object.entries(part(expressions)) : [[part, expressions.column(part)] as [string, Term<unknown>]],
    );
    for (const [alias, { node }] of chosen) this.#checkAlias(alias, node.kind === 'column' ? node.name : undefined);
    const selections = chosen.map(([alias, { node }]) => Object.freeze({ alias, term: node }));
    const types = Object.fromEntries(chosen.map(([alias, { type }]) => [alias, type]));
    return this.#with({ selections: [...this.node.selections, ...selections] }, { ...this.#state.types, ...types }) as never;
  }

  /** Keeps rows that meet a condition, and every condition before it. Values are bound, never written into the SQL. */
  where<Name extends ColumnName<C>, O extends OperatorFor<ValueIn<C, Name>, TypeIn<C, Name>>>(
    column: Name, operator: O, value: OperandFor<ValueIn<C, Name>, O>,
  ): SelectQuery<C, Row>;
  where(column: NullableNames<C>, operator: NullOperator): SelectQuery<C, Row>;
  where(condition: (e: Expressions<C>) => ConditionNode): SelectQuery<C, Row>;
  where(left: string | ((e: Expressions<C>) => ConditionNode), operator?: string, value?: unknown): SelectQuery<C, Row> {
    const expressions = new Expressions(this.#state.table);
    const condition = typeof left === 'function' ? left(expressions) : expressions.compare(left as never, operator as never, value as never);
    return this.#with({ where: [...this.node.where, condition] });
  }

  /**
   * Keeps rows of a range of time. Filters the partition day too, so that other partitions are not read.
   *
   * @throws LogexError `query/range-empty`, `query/range-reversed`, `query/value-not-for-type`, `query/time-column-missing` (usage).
   */
  timeRange(range: TimeRange): SelectQuery<C, Row> {
    return this.#with({ where: [...this.node.where, timeRange(this.#state.table, range)] });
  }

  /** One row for each group of equal values of these columns, or of selected names that are no aggregates. */
  groupBy(...names: (ColumnName<C> | (keyof Row & string))[]): SelectQuery<C, Row> {
    for (const name of names) this.#checkName(name);
    return this.#with({ groupBy: [...this.node.groupBy, ...names] });
  }

  /**
   * Orders by a column or a selected name, after every order before it. Nulls come last.
   *
   * @param direction - default `'asc'`.
   */
  orderBy(name: ColumnName<C> | (keyof Row & string), direction: 'asc' | 'desc' = 'asc'): SelectQuery<C, Row> {
    this.#checkName(name);
    if (direction !== 'asc' && direction !== 'desc') throw valueNotForType('orderBy', "'asc' or 'desc'", direction);
    return this.#with({ orderBy: [...this.node.orderBy, Object.freeze({ name, direction })] });
  }

  /** At most this many rows. */
  limit(rows: number): SelectQuery<C, Row> {
    return this.#with({ limit: rowCount('limit', rows) });
  }

  /** Leaves out this many rows first. */
  offset(rows: number): SelectQuery<C, Row> {
    return this.#with({ offset: rowCount('offset', rows) });
  }

  /** SQL text and bound values, without running anything. */
  compile(options?: CompileOptions): CompiledQuery {
    return compileSelect(this.node, options);
  }

  /** A new reader for one result of this query. */
  rowReader(): RowReader<Row> {
    return decodedRows<Row>(this.#state.types);
  }

  /**
   * All rows.
   *
   * @throws QueryError, and LogexError `query/not-bound` (usage) for a query that came from no client.
   */
  async execute(options?: RunOptions): Promise<Row[]> {
    return this.#runner().execute(this, options);
  }

  /** The first row, or undefined where there is none. Errors are those of `execute`. */
  async first(options?: RunOptions): Promise<Row | undefined> {
    return this.#runner().first(this.limit(1), options);
  }

  /** Rows as they come; in constant memory with a remote server. Errors are those of `execute`. */
  stream(options?: RunOptions): AsyncGenerator<Row, void, undefined> {
    return this.#runner().stream(this, options);
  }

  #runner(): QueryRunner {
    if (this.#state.runner === undefined) throw queryNotBound(this.node.table);
    return this.#state.runner;
  }

  #with(parts: Partial<SelectNode>, types: ResultTypes = this.#state.types): SelectQuery<C, Row> {
    return new SelectQuery({ ...this.#state, types, node: withParts(this.node, parts) });
  }

  #checkName(name: string): void {
    const known = [...Object.keys(this.#state.table.columns), ...Object.keys(this.#state.types)];
    if (!known.includes(name)) throw columnUnknown(this.node.table, name, known);
  }

  #checkAlias(alias: string, column: string | undefined): void {
    if (!aliasPattern.test(alias) || alias === '__proto__') throw nameNotAllowed(alias);
    if (alias !== column && Object.hasOwn(this.#state.table.columns, alias)) throw aliasIsColumn(this.node.table, alias);
  }
}

function rowCount(subject: string, rows: number): ParameterNode {
  if (!Number.isSafeInteger(rows) || rows < 0) throw valueNotForType(subject, 'a whole number of rows, 0 or more', rows);
  return parameterNode('UInt64', rows);
}

/** Begins a query on a table that a runner will run, or none. */
export function selectFrom<C extends Columns>(table: Table<C>, runner?: QueryRunner): SelectQuery<C, {}> {
  return new SelectQuery<C, {}>({ table, runner, types: {}, node: selectNode(table.namespace, table.name) });
}
