import type { Aggregate } from '../../define-aggregate.ts';
import type { Dialect } from '../../expressions/dialect.ts';
import { renderExpression } from '../../expressions/render-expression.ts';
import { clickhouse, quoteIdentifier } from './dialect.ts';

/** Where an aggregate reads, and which days. */
export interface AggregateSelectOptions {
  /** Relation that holds the source rows. */
  readonly source: string;
  /**
   * Days to compute, `YYYY-MM-DD`.
   * @default all
   */
  readonly partitions?: readonly string[];
}

/** Columns of the source are qualified: a result column of the same name is another thing. */
const sourceRows: Dialect = { ...clickhouse, identifier: (name) => `source_rows.${quoteIdentifier(name)}` };

/** The SELECT of an aggregate in ClickHouse. */
export function aggregateSelect(aggregate: Aggregate, options: AggregateSelectOptions): string {
  const entries = Object.entries({ ...aggregate.dimensions, ...aggregate.measures });
  const columns = entries.map(
    ([name, expression]) => `    ${renderExpression(expression, sourceRows)} AS ${quoteIdentifier(name)}`,
  );
  const conditions = [
    ...(options.partitions ? [`source_rows.partition_date IN (${options.partitions.map((day) => `toDate32(${clickhouse.text(day)})`).join(', ')})`] : []),
    ...(aggregate.filter ? [renderExpression(aggregate.filter, sourceRows)] : []),
  ];
  const keys = Object.values(aggregate.dimensions).map((expression) => renderExpression(expression, sourceRows));
  const ties = Object.keys(aggregate.dimensions).map((name) => `${quoteIdentifier(name)} ASC NULLS FIRST`);
  return [
    'SELECT',
    columns.join(',\n'),
    `FROM ${options.source} AS source_rows`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : []),
    `GROUP BY ${keys.join(', ')}`,
    ...(aggregate.top
      ? [`ORDER BY ${quoteIdentifier(aggregate.top.by)} DESC, ${ties.join(', ')}`, `LIMIT ${aggregate.top.count} BY partition_date`]
      : [`ORDER BY ${ties.join(', ')}`]),
  ].join('\n');
}
