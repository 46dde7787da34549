import type { Expression } from '../../expressions/expression.ts';
import { renderExpression } from '../../expressions/render-expression.ts';
import { wrapSql } from '../../expressions/wrap-sql.ts';
import type { ParsePlan } from '../../formats/parse-plan.ts';
import { nestLayers } from '../../formats/plan-layers.ts';
import type { AnyTable } from '../../define-table.ts';
import { logs } from '../../tables/logs.ts';
import { columnType } from './column-type.ts';
import { clickhouse, quoteIdentifier, quoteText } from './dialect.ts';

/**
 * Settings that a statement with a parse plan runs under. The plan uses each binding many times; where branches are
 * evaluated lazily the engine computes it anew for each use, which was measured at 50 times the cost.
 */
export const parseSettings = { short_circuit_function_evaluation: 'disable' } as const;

/** What a job adds to a parse plan. */
export interface ParseSelectOptions {
  /** Relation with a column `line` of bytes, and whatever `passThrough` reads. */
  readonly source: string;
  /** Columns that are not parsed: SQL text by name. It may use the columns of the source and of `logs`. */
  readonly passThrough: Readonly<Record<string, string>>;
}

/** Names of the columns that {@link parseSelect} gives between those of `logs` and the passed ones. */
export const verdictColumns = ['reason', 'detail', 'format_tried', 'raw_line'] as const;

/**
 * The parse plan as nested SELECTs: the columns of `logs`, then the verdict. `raw_line` is empty for an accepted line.
 * A rejected line has the first moment of 1970 as its timestamp, which nobody may use.
 */
export function parseSelect(plan: ParsePlan, options: ParseSelectOptions): string {
  const render = (expression: Expression): string => renderExpression(expression, clickhouse);
  /** A column that the plan never fills still needs its type. */
  const renderColumn = (name: string, expression: Expression): string => {
    const column = (logs as AnyTable).columns[name];
    const isNull = expression.node === 'literal' && expression.value === null;
    return isNull && column ? `CAST(NULL, ${quoteText(columnType(logs, name, column))})` : render(expression);
  };
  const columns = Object.entries(plan.columns).map(([name, expression]) => {
    const text = name === 'timestamp' ? `ifNull(${render(expression)}, toDateTime64(0, 6, 'UTC'))` : renderColumn(name, expression);
    return `    ${wrapSql(text, '    ')} AS ${quoteIdentifier(name)}`;
  });
  const passed = Object.entries(options.passThrough).map(([name, text]) => `    ${text} AS ${quoteIdentifier(name)}`);
  return [
    'SELECT',
    [
      ...columns,
      `    ${wrapSql(render(plan.reason), '    ')} AS reason`,
      `    ${wrapSql(render(plan.detail), '    ')} AS detail`,
      `    ${render(plan.formatTried)} AS format_tried`,
      `    if(reason = '', '', ${plan.rawLine ? render(plan.rawLine) : 'line'}) AS raw_line`,
      ...passed,
    ].join(',\n'),
    `FROM ${nestLayers(plan.bindings, options.source, render, quoteIdentifier)}`,
  ].join('\n');
}
