import type { Expression } from '../../expressions/expression.ts';
import { renderExpression } from '../../expressions/render-expression.ts';
import { wrapSql } from '../../expressions/wrap-sql.ts';
import type { ParsePlan } from '../../formats/parse-plan.ts';
import { nestLayers } from '../../formats/plan-layers.ts';
import type { AnyTable } from '../../define-table.ts';
import { logs } from '../../tables/logs.ts';
import { quoteIdentifier, spark } from './dialect.ts';

/** What a job adds to a parse plan. */
export interface ParseSelectOptions {
  /** Relation with a column `line`, and whatever `passThrough` reads. */
  readonly source: string;
  /** Columns that are not parsed: SQL text by name. */
  readonly passThrough: Readonly<Record<string, string>>;
}

/**
 * Parse plans as nested SELECTs: the columns of `logs`, then `reason`, `detail`, `format_tried` and `raw_line` (empty for an
 * accepted line). Several plans are one statement; each reads the lines that it is for.
 */
export function parseSelect(plans: ParsePlan | readonly ParsePlan[], options: ParseSelectOptions): string {
  return [plans].flat().map((plan) => selectOf(plan, options)).join('\nUNION ALL\n');
}

function selectOf(plan: ParsePlan, options: ParseSelectOptions): string {
  const render = (expression: Expression): string => renderExpression(expression, spark);
  const named = (text: string, name: string): string => `    ${wrapSql(text, '    ')} AS ${quoteIdentifier(name)}`;
  /** A column that the plan never fills still needs its type. */
  const typed = (expression: Expression, type: string): string =>
    expression.node === 'literal' && expression.value === null ? `CAST(NULL AS ${type})` : render(expression);
  const renderColumn = (name: string, expression: Expression): string => typed(expression, (logs as AnyTable).columns[name]?.type.spark ?? 'STRING');
  const source = plan.lines ? `(SELECT * FROM ${options.source} WHERE ${render(plan.lines)})` : options.source;
  return [
    'SELECT',
    [
      ...Object.entries(plan.columns).map(([name, expression]) => named(renderColumn(name, expression), name)),
      named(render(plan.reason), 'reason'),
      named(typed(plan.detail, 'STRING'), 'detail'),
      named(typed(plan.formatTried, 'STRING'), 'format_tried'),
      named(`if(${quoteIdentifier('reason')} = '', '', ${plan.rawLine ? render(plan.rawLine) : quoteIdentifier('line')})`, 'raw_line'),
      ...Object.entries(options.passThrough).map(([name, text]) => named(text, name)),
    ].join(',\n'),
    `FROM ${nestLayers(plan.bindings, source, render, quoteIdentifier)}`,
  ].join('\n');
}
