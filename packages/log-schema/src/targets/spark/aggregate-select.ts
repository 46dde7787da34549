import type { Aggregate } from '../../define-aggregate.ts';
import type { Dialect } from '../../expressions/dialect.ts';
import { renderExpression } from '../../expressions/render-expression.ts';
import { quoteIdentifier, spark } from './dialect.ts';

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
const sourceRows: Dialect = { ...spark, identifier: (name) => `source_rows.${quoteIdentifier(name)}` };

/** The SELECT of an aggregate in Spark; top rows by `row_number()`. */
export function aggregateSelect(aggregate: Aggregate, options: AggregateSelectOptions): string {
  const entries = Object.entries({ ...aggregate.dimensions, ...aggregate.measures });
  const columns = entries.map(([name, expression]) => `    ${renderExpression(expression, sourceRows)} AS ${quoteIdentifier(name)}`);
  const conditions = [
    ...(options.partitions ? [`source_rows.\`partition_date\` IN (${options.partitions.map((day) => `DATE ${spark.text(day)}`).join(', ')})`] : []),
    ...(aggregate.filter ? [renderExpression(aggregate.filter, sourceRows)] : []),
  ];
  const keys = Object.values(aggregate.dimensions).map((expression) => renderExpression(expression, sourceRows));
  const grouped = [
    'SELECT',
    columns.join(',\n'),
    `FROM ${options.source} AS source_rows`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : []),
    `GROUP BY ${keys.join(', ')}`,
  ].join('\n');
  if (!aggregate.top) return grouped;
  const ties = Object.keys(aggregate.dimensions).map((name) => `${quoteIdentifier(name)} ASC NULLS FIRST`);
  const names = entries.map(([name]) => quoteIdentifier(name)).join(', ');
  return [
    `SELECT ${names} FROM (SELECT *, row_number() OVER (PARTITION BY \`partition_date\` ORDER BY ${quoteIdentifier(aggregate.top.by)} DESC, ${ties.join(', ')}) AS place FROM (`,
    grouped,
    `)) WHERE place <= ${aggregate.top.count}`,
  ].join('\n');
}
