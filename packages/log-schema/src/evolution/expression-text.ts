import type { Expression } from '../expressions/expression.ts';

/** An expression as a line of text that people can compare: `countIf(equals(level, "ERROR"))`. */
export function expressionText(expression: Expression): string {
  switch (expression.node) {
    case 'reference':
      return expression.name;
    case 'literal':
      return JSON.stringify(expression.value);
    case 'call':
      return `${expression.operation}(${expression.args.map(expressionText).join(', ')})`;
  }
}
