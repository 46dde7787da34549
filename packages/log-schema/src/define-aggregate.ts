import { required, type Column, type Columns } from './column.ts';
import { defineTable, type AnyTable, type Table } from './define-table.ts';
import { aggregateUnranked } from './errors.ts';
import { call, ref, type Expression } from './expressions/expression.ts';
import { date } from './types/date.ts';
import { timestamp } from './types/timestamp.ts';

/** A column of an aggregate: how it is stored, and the expression that gives it. */
export interface AggregateColumn<C extends Column = Column> {
  readonly column: C;
  readonly value: Expression;
}

/** Columns of an aggregate by name. */
export type AggregateColumns = Readonly<Record<string, AggregateColumn>>;

/** Span of time that one row covers. */
export type TimeBucket = 'day' | 'hour';

/** Keeps the first rows of each day, by a measure, largest first. Ties fall by the dimensions, so that a result is always the same. */
export interface TopRows<Measure extends string> {
  readonly count: number;
  readonly by: Measure;
}

/** What {@link defineAggregate} takes. */
export interface AggregateDefinition<D extends AggregateColumns, M extends AggregateColumns> {
  readonly name: string;
  readonly doc: string;
  /** Table that the rows come from; it is partitioned by `partition_date`. */
  readonly source: AnyTable;
  /**
   * Rows that count.
   * @default all
   */
  readonly filter?: Expression;
  readonly bucket: TimeBucket;
  /** What rows are grouped by, beside the time bucket. Field ids from 3. */
  readonly dimensions: D;
  /** What is computed for each group. */
  readonly measures: M;
  /**
   * How many rows of each day are kept.
   * @default all
   */
  readonly top?: TopRows<keyof M & string>;
}

type Stored<A extends AggregateColumns> = { readonly [Name in keyof A]: A[Name]['column'] };

/** Columns that every aggregate has for its time bucket. */
export interface DayColumns extends Columns {
  readonly partition_date: Column<string, false, 'date'>;
}

/** An aggregate: the table that holds it, and how its rows are computed. */
export interface Aggregate<C extends Columns = Columns> {
  readonly table: Table<C>;
  readonly source: AnyTable;
  readonly filter: Expression | undefined;
  readonly bucket: TimeBucket;
  readonly dimensions: Readonly<Record<string, Expression>>;
  readonly measures: Readonly<Record<string, Expression>>;
  readonly top: TopRows<string> | undefined;
}

const bucketColumn = {
  day: {},
  hour: { hour: required(timestamp, { id: 2, doc: 'Begin of the hour, UTC.', metrics: 'full' }) },
} as const;

type BucketColumns<B extends TimeBucket> = (typeof bucketColumn)[B];

const values = (columns: AggregateColumns): Record<string, Expression> =>
  Object.fromEntries(Object.entries(columns).map(([name, { value }]) => [name, value]));

const stored = (columns: AggregateColumns): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, { column }]) => [name, column]));

/**
 * Declares an aggregate as data: dimensions, measures, filter, time bucket, top rows. Its table and its SELECT in
 * every dialect are compiled from it.
 *
 * @throws LogexError `schema/aggregate-unranked` (usage) where `top.by` names no measure, and the errors of `defineTable`.
 */
export function defineAggregate<
  const D extends AggregateColumns,
  const M extends AggregateColumns,
  const B extends TimeBucket,
>(
  definition: AggregateDefinition<D, M> & { readonly bucket: B },
): Aggregate<{ readonly partition_date: Column<string, false, 'date'> } & BucketColumns<B> & Stored<D> & Stored<M>> {
  const { name, doc, top, bucket } = definition;
  if (top && !Object.hasOwn(definition.measures, top.by)) throw aggregateUnranked(name, top.by, Object.keys(definition.measures));
  const columns = {
    partition_date: required(date, { id: 1, doc: 'Day that the row is about, UTC.' }),
    ...bucketColumn[bucket],
    ...stored(definition.dimensions),
    ...stored(definition.measures),
  };
  const table = defineTable({ name, doc, columns, partitionBy: ['partition_date'], sortBy: [] });
  return Object.freeze({
    table: table as never,
    source: definition.source,
    filter: definition.filter,
    bucket,
    dimensions: {
      partition_date: ref('partition_date'),
      ...(bucket === 'hour' ? { hour: call('toHour', ref('timestamp')) } : {}),
      ...values(definition.dimensions),
    },
    measures: values(definition.measures),
    top,
  });
}
