import { clickhouseTarget } from '@logex/log-schema';
import type { AggregateFunction, AggregateNode } from '../nodes/aggregate-node.ts';
import type { AttributeNode } from '../nodes/attribute-node.ts';
import type { BucketNode, BucketSpan } from '../nodes/bucket-node.ts';
import type { ColumnNode } from '../nodes/column-node.ts';
import type { TermNode } from '../nodes/term-node.ts';
import type { Parameters } from './parameters.ts';
import { renderCondition } from './render-condition.ts';

const { quoteIdentifier } = clickhouseTarget;

type AggregateForm = (...operands: string[]) => string;

/**
 * The `OrNull` forms: a group without values gives null, where the plain ones give zero or the year 1970.
 * A share is a quotient of counts, since an average would leave out rows whose condition is unknown.
 */
const aggregateForms: Readonly<Record<AggregateFunction, AggregateForm>> = {
  count: () => 'count()',
  countIf: (condition) => `countIf(${condition})`,
  share: (condition) => `countIf(${condition}) / count()`,
  countDistinct: (term) => `uniqExact(${term})`,
  sum: (term) => `sumOrNull(${term})`,
  average: (term) => `avgOrNull(${term})`,
  minimum: (term) => `minOrNull(${term})`,
  maximum: (term) => `maxOrNull(${term})`,
  quantile: (level, term) => `quantileOrNull(${level})(${term})`,
  any: (term) => `anyOrNull(${term})`,
  valueAtMaximum: (term, by) => `argMaxOrNull(${term}, ${by})`,
};

const bucketMicroseconds: Readonly<Record<BucketSpan, number>> = {
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
};

interface TermRenderers {
  readonly column: (node: ColumnNode, parameters: Parameters) => string;
  readonly attribute: (node: AttributeNode, parameters: Parameters) => string;
  readonly bucket: (node: BucketNode, parameters: Parameters) => string;
  readonly aggregate: (node: AggregateNode, parameters: Parameters) => string;
}

const renderers: TermRenderers = {
  column: ({ name }) => quoteIdentifier(name),
  attribute: ({ column, name }, parameters) => `${quoteIdentifier(column)}[${parameters.bind(name)}]`,
  // Microseconds, since toStartOfHour and its kin give a 32-bit time, which wraps outside of 1970 to 2106.
  bucket: ({ column, span }) =>
    `toStartOfInterval(${quoteIdentifier(column)}, INTERVAL ${bucketMicroseconds[span]} MICROSECOND, 'UTC')`,
  aggregate: (node, parameters) => {
    const operands = node.operands.map((operand) => {
      if (operand.kind === 'parameter') return parameters.bind(operand);
      return isTerm(operand) ? renderTerm(operand, parameters) : renderCondition(operand, parameters);
    });
    return aggregateForms[node.function](...operands);
  },
};

function isTerm(node: { readonly kind: string }): node is TermNode {
  return node.kind in renderers;
}

/** A term in ClickHouse SQL. */
export function renderTerm(node: TermNode, parameters: Parameters): string {
  const render = renderers[node.kind] as (node: TermNode, parameters: Parameters) => string;
  return render(node, parameters);
}
