import type { Columns, Table } from '@logex/log-schema';
import { pageNotPossible } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { SelectNode } from '../nodes/select-node.ts';
import type { QueryRunner, RunOptions } from '../query.ts';
import type { ValueType } from '../values/value-type.ts';
import { Expressions } from './expressions.ts';
import { cursorOf, cursorValues } from './page-cursor.ts';
import type { SelectQuery } from './select-query.ts';

/** What `page` takes. */
export interface PageOptions<Name extends string = string> {
  /**
   * Rows of a page, 1 to 100,000.
   * @default 100
   */
  readonly rows?: number;
  /**
   * Cursor that the page before gave as `next`.
   * @default the first page
   */
  readonly after?: string | undefined;
  /**
   * Order of the pages.
   * @default 'desc'
   */
  readonly direction?: 'asc' | 'desc';
  /**
   * Columns that no two rows have the same values of, and that are never null, most significant first.
   * @default the sorting key of the table, and `ingest_batch` where it has one
   */
  readonly key?: readonly Name[];
}

/** Some rows, and where the next ones begin. */
export interface Page<Row> {
  readonly rows: Row[];
  /** Hand it over as `after` to get the next page; undefined behind the last one. It holds key values of a row, not a secret. */
  readonly next: string | undefined;
}

/** Name under which a column of the key travels beside the row; it is taken out again. */
const keyAlias = (index: number): string => `page_key_${index}`;

/** One page of a query. See {@link SelectQuery.page}. */
export async function readPage<C extends Columns, Row>(
  query: SelectQuery<C, Row>, table: Table<C>, runner: QueryRunner, options: PageOptions = {}, run?: RunOptions,
): Promise<Page<Row>> {
  const { rows: size = 100, after, direction = 'desc' } = options;
  const key = pageKey(table, options.key);
  checkPage(query, size);
  const expressions = new Expressions(table) as Expressions<Columns>;
  const keyed = (query as unknown as SelectQuery<Columns, Row>).select((e) =>
    Object.fromEntries(key.map((name, index) => [keyAlias(index), e.column(name)])));
  const types = key.map((name) => table.columns[name]?.type as ValueType<unknown>);
  const begun = after === undefined ? keyed : keyed.where(() => behind(expressions, key, cursorValues(after, types), direction));
  const ordered = key.reduce((sorted, name) => sorted.orderBy(name, direction), begun);
  const found = (await runner.execute(ordered.limit(size + 1), run)) as Record<string, unknown>[];
  const page = found.slice(0, size);
  const last = found.length > size ? page.at(-1) : undefined;
  const next = last && cursorOf(key.map((_, index) => last[keyAlias(index)]));
  for (const row of page) for (const index of key.keys()) delete row[keyAlias(index)];
  return { rows: page as Row[], next };
}

function pageKey(table: Table, given: readonly string[] | undefined): readonly string[] {
  const batch = 'ingest_batch';
  const key = given ?? [...table.hot.orderBy, ...(Object.hasOwn(table.columns, batch) && table.hot.orderBy.length > 0 ? [batch] : [])];
  if (key.length === 0) throw pageNotPossible(table.name, 'the table has no sorting key; give the option key');
  const nullable = key.find((name) => !Object.hasOwn(table.columns, name) || table.columns[name]?.nullable !== false);
  if (nullable !== undefined) throw pageNotPossible(table.name, `'${nullable}' of the key may be null, or is no column`);
  return key;
}

function checkPage({ node }: { readonly node: SelectNode }, size: number): void {
  if (!Number.isSafeInteger(size) || size < 1 || size > 100_000) throw pageNotPossible(node.table, 'rows must be a whole number from 1 to 100000');
  const grouped = node.groupBy.length > 0 || node.selections.some(({ term }) => term.kind === 'aggregate');
  if (grouped) throw pageNotPossible(node.table, 'a grouped result has no rows of the table');
  if (node.orderBy.length > 0 || node.limit !== undefined) throw pageNotPossible(node.table, 'pages have an order and a limit of their own');
}

/** Rows behind a key: the condition on its first column alone leads, since that one prunes. */
function behind(e: Expressions<Columns>, key: readonly string[], values: readonly unknown[], direction: 'asc' | 'desc'): ConditionNode {
  const strictly = direction === 'asc' ? '>' : '<';
  const compare = (name: string | undefined, operator: string, value: unknown): ConditionNode =>
    e.compare(name as never, operator as never, value as never);
  const alternatives = key.map((name, index) => e.and(
    ...key.slice(0, index).map((before, position) => compare(before, '=', values[position])),
    compare(name, strictly, values[index]),
  ));
  return e.and(compare(key[0], `${strictly}=`, values[0]), e.or(...alternatives));
}

