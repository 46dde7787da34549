import { clickhouseTarget } from '@logex/log-schema';
import type { AggregateFunction } from '../nodes/aggregate-node.ts';
import type { BucketSpan } from '../nodes/bucket-node.ts';
import type { TermNode } from '../nodes/term-node.ts';
import type { Renderers } from './render.ts';

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
  countDistinctRoughly: (term) => `uniq(${term})`,
  sum: (term) => `sumOrNull(${term})`,
  average: (term) => `avgOrNull(${term})`,
  minimum: (term) => `minOrNull(${term})`,
  maximum: (term) => `maxOrNull(${term})`,
  quantile: (level, term) => `quantileOrNull(${level})(${term})`,
  quantiles: (term, ...levels) => `quantiles(${levels.join(', ')})(${term})`,
  topValues: (count, term) => `topK(${count})(${term})`,
  any: (term) => `anyOrNull(${term})`,
  valueAtMaximum: (term, by) => `argMaxOrNull(${term}, ${by})`,
  ratio: (part, whole) => `${part} / nullIf(${whole}, 0)`,
};

/** Length of each span in microseconds. */
export const bucketMicroseconds: Readonly<Record<BucketSpan, number>> = {
  second: 1_000_000,
  minute: 60_000_000,
  'five-minutes': 300_000_000,
  'fifteen-minutes': 900_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
};

/** Begin of the span of time that a moment lies in. */
export function bucketBegin(moment: string, span: BucketSpan): string {
  return `toStartOfInterval(${moment}, INTERVAL ${bucketMicroseconds[span]} MICROSECOND, 'UTC')`;
}

/** Terms in ClickHouse SQL. */
export const termRenderers: Renderers<TermNode> = {
  column: ({ name }) => quoteIdentifier(name),
  attribute: ({ column, name }, render) => `${quoteIdentifier(column)}[${render(name)}]`,
  // Text such as 'nan' is a number to the engine, and would be the greatest of all.
  number: ({ text }, render) => `if(isFinite(toFloat64OrNull(${render(text)})), toFloat64OrNull(${render(text)}), NULL)`,
  // Microseconds, since toStartOfHour and its kin give a 32-bit time, which wraps outside of 1970 to 2106.
  bucket: ({ column, span }) =>
    bucketBegin(quoteIdentifier(column), span),
  aggregate: ({ function: name, operands }, render) => aggregateForms[name](...operands.map(render)),
};
