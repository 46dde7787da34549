import type { Columns, RowOf, Table } from '@logex/log-schema';
import { compileSelect } from '../compile/compile-select.ts';
import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import { aliasIsColumn, columnUnknown, nameNotAllowed, queryNotBound, valueNotForType } from '../errors.ts';
import { columnNode } from '../nodes/column-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { parameterNode, type ParameterNode } from '../nodes/parameter-node.ts';
import { selectNode, withParts, type SelectNode } from '../nodes/select-node.ts';
import type { QueryRunner, RunOptions } from '../query.ts';
import { decodedRows, type ResultTypes } from '../rows/decoded-rows.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { QueryPlan } from '../run/query-plan.ts';
import { comparison } from './comparison.ts';
import { Expressions } from './expressions.ts';
import type { NullOperator, OperandFor, OperatorFor } from './operators.ts';
import type { ColumnName, Flat, NullableNames, Selection, SelectionRow, TypeIn, ValueIn } from './scope-types.ts';
import { readPage, type Page, type PageOptions } from './page.ts';
import { findTimeColumns, type FirstRange, type Ranged } from './time-columns.ts';
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
 * @typeParam Range - whether it has said which time it is about; it cannot be run before.
 */
export class SelectQuery<C extends Columns, Row, Range extends string = Ranged> {
  /** Whether the range of time is settled. Carries the type alone; never set. */
  declare readonly '~range': Range;
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
  ): SelectQuery<C, Flat<Row & { [Name in Names[number]]: RowOf<Table<C>>[Name] }>, Range>;
  select<S extends Selection>(choose: (e: Expressions<C>) => S): SelectQuery<C, Flat<Row & SelectionRow<S>>, Range>;
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
  ): SelectQuery<C, Row, Range>;
  where(column: NullableNames<C>, operator: NullOperator): SelectQuery<C, Row, Range>;
  where(condition: (e: Expressions<C>) => ConditionNode): SelectQuery<C, Row, Range>;
  where(left: string | ((e: Expressions<C>) => ConditionNode), operator?: string, value?: unknown): SelectQuery<C, Row, Range> {
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
    return this.#with({ where: [...this.node.where, timeRange(this.#state.table, range)] }) as never;
  }

  /** Reads rows of any time: a whole table. Without it a query on a table that has times needs a {@link timeRange}. */
  allTime(): SelectQuery<C, Row> {
    return this.#with({ allTime: true }) as never;
  }

  /** One row for each group of equal values of these columns, or of selected names that are no aggregates. */
  groupBy(...names: (ColumnName<C> | (keyof Row & string))[]): SelectQuery<C, Row, Range> {
    for (const name of names) this.#checkName(name);
    return this.#with({ groupBy: [...this.node.groupBy, ...names] });
  }

  /** Keeps groups that meet a condition on a selected name, or on aggregates, and every such condition before it. */
  having<Name extends keyof Row & string, O extends OperatorFor<Row[Name]>>(
    name: Name, operator: O, value: OperandFor<Row[Name], O>,
  ): SelectQuery<C, Row, Range>;
  having(condition: (e: Expressions<C>) => ConditionNode): SelectQuery<C, Row, Range>;
  having(left: string | ((e: Expressions<C>) => ConditionNode), operator?: string, value?: unknown): SelectQuery<C, Row, Range> {
    const condition = typeof left === 'function' ? left(new Expressions(this.#state.table)) : this.#groupCondition(left, operator, value);
    return this.#with({ having: [...this.node.having, condition] });
  }

  /**
   * Orders by a column or a selected name, after every order before it. Nulls come last.
   *
   * @param direction - default `'asc'`.
   */
  orderBy(name: ColumnName<C> | (keyof Row & string), direction: 'asc' | 'desc' = 'asc'): SelectQuery<C, Row, Range> {
    this.#checkName(name);
    if (direction !== 'asc' && direction !== 'desc') throw valueNotForType('orderBy', "'asc' or 'desc'", direction);
    return this.#with({ orderBy: [...this.node.orderBy, Object.freeze({ name, direction })] });
  }

  /**
   * Gives a row to the spans of a time bucket that have none too, from the begin of the range of time to its end: counts and shares are zero
   * there, other values null. The result must be ordered by the bucket first.
   *
   * @throws LogexError `query/fill-not-possible` (usage), when it is compiled.
   */
  fillBuckets(bucket: keyof Row & string): SelectQuery<C, Row, Range> {
    this.#checkName(bucket);
    return this.#with({ fill: bucket });
  }

  /** At most this many rows for each group of equal values of these names, the first ones of the order. */
  limitBy(rows: number, ...names: (ColumnName<C> | (keyof Row & string))[]): SelectQuery<C, Row, Range> {
    for (const name of names) this.#checkName(name);
    if (names.length === 0) throw valueNotForType('limitBy', 'a number of rows, and one name or more', names);
    return this.#with({ limitBy: Object.freeze({ rows: rowCount('limitBy', rows), names: Object.freeze(names) }) });
  }

  /** At most this many rows. */
  limit(rows: number): SelectQuery<C, Row, Range> {
    return this.#with({ limit: rowCount('limit', rows) });
  }

  /** Leaves out this many rows first. */
  offset(rows: number): SelectQuery<C, Row, Range> {
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

  /** Name of the table where a range of time is missing; undefined where all is well. */
  get rangeMissing(): string | undefined {
    const settled = this.node.allTime || this.node.where.some(({ kind }) => kind === 'time-range') || findTimeColumns(this.#state.table) === undefined;
    return settled ? undefined : this.node.table;
  }

  /** Whether the table of the query has a column. */
  hasColumn(name: string): boolean {
    return Object.hasOwn(this.#state.table.columns, name);
  }

  /**
   * All rows.
   *
   * @throws QueryError, and LogexError `query/not-bound` (usage) for a query that came from no client, `query/range-missing` (usage).
   */
  async execute(this: SelectQuery<C, Row>, options?: RunOptions): Promise<Row[]> {
    return this.#runner().execute<Row>(this, options);
  }

  /** The first row, or undefined where there is none. Errors are those of `execute`. */
  async first(this: SelectQuery<C, Row>, options?: RunOptions): Promise<Row | undefined> {
    return this.#runner().first<Row>(this.limit(1), options);
  }

  /** Rows as they come; in constant memory with a remote server, without a limit of their number. Errors are those of `execute`. */
  stream(this: SelectQuery<C, Row>, options?: RunOptions): AsyncGenerator<Row, void, undefined> {
    return this.#runner().stream<Row>(this, options);
  }

  /** What the query would read, without running it: SQL, values, partitions, rows, bytes. Errors are those of `execute`. */
  async explain(this: SelectQuery<C, Row>, options?: RunOptions): Promise<QueryPlan> {
    return this.#runner().explain(this, options);
  }

  /**
   * A page of rows, newest first unless told otherwise, and the cursor of the next one. Rows that are added meanwhile move no page.
   *
   * @throws LogexError `query/page-not-possible`, `query/cursor-not-allowed` (usage), and the errors of `execute`.
   */
  async page(this: SelectQuery<C, Row>, options?: PageOptions<ColumnName<C>>, run?: RunOptions): Promise<Page<Row>> {
    return readPage(this, this.#state.table, this.#runner(), options, run);
  }

  #runner(): QueryRunner {
    if (this.#state.runner === undefined) throw queryNotBound(this.node.table);
    return this.#state.runner;
  }

  #with(parts: Partial<SelectNode>, types: ResultTypes = this.#state.types): SelectQuery<C, Row, Range> {
    return new SelectQuery({ ...this.#state, types, node: withParts(this.node, parts) });
  }

  #groupCondition(name: string, operator: string | undefined, value: unknown): ConditionNode {
    const type = Object.hasOwn(this.#state.types, name) ? this.#state.types[name] : undefined;
    if (type === undefined) throw columnUnknown(this.node.table, name, Object.keys(this.#state.types));
    return comparison(name, { node: columnNode(name), type }, operator as never, value);
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
export function selectFrom<C extends Columns>(table: Table<C>, runner?: QueryRunner): SelectQuery<C, {}, FirstRange<C>> {
  return new SelectQuery<C, {}, FirstRange<C>>({ table, runner, types: {}, node: selectNode(table.namespace, table.name) });
}
