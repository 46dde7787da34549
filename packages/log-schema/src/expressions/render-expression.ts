import { literalNotAllowed, operationUnknown } from '../errors.ts';
import type { Dialect, OperationForms } from './dialect.ts';
import type { Expression, LiteralValue } from './expression.ts';
import { operations } from './operations.ts';

/**
 * Renders an expression in a dialect.
 *
 * @throws LogexError `schema/literal-not-allowed` (usage) for a number that is not finite;
 * `schema/operation-unknown` (bug) for an operation without a form in the dialect.
 */
export function renderExpression(expression: Expression, dialect: Dialect): string {
  switch (expression.node) {
    case 'reference':
      return dialect.identifier(expression.name);
    case 'literal':
      return renderLiteral(expression.value, dialect);
    case 'call': {
      const forms: OperationForms | undefined = operations[expression.operation];
      const form = forms?.[dialect.name];
      if (!form) throw operationUnknown(dialect.name, expression.operation);
      return form(...expression.args.map((arg) => renderExpression(arg, dialect)));
    }
  }
}

/**
 * Renders a constant.
 *
 * @throws LogexError `schema/literal-not-allowed` (usage) for a number that is not finite.
 */
export function renderLiteral(value: LiteralValue, dialect: Dialect): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return dialect.text(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw literalNotAllowed(dialect.name, value);
    return String(value);
  }
  return dialect.textList(value);
}
