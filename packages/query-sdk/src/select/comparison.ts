import { operatorNotForType, valueNotForType } from '../errors.ts';
import { comparisonNode, type ComparisonNode, type ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ParameterNode } from '../nodes/parameter-node.ts';
import type { TermNode } from '../nodes/term-node.ts';
import { boundList, boundValue } from '../values/bound-value.ts';
import type { ValueType } from '../values/value-type.ts';

type Operands = (subject: string, type: ValueType<unknown>, value: unknown) => readonly ParameterNode[];

const one: Operands = (subject, type, value) => [boundValue(subject, type, value)];
const list: Operands = (subject, type, value) => [boundList(subject, type, value)];
const none: Operands = () => [];

const pair: Operands = (subject, type, value) => {
  if (!Array.isArray(value) || value.length !== 2) throw valueNotForType(subject, `two of ${type.name}`, value);
  return value.map((bound) => boundValue(subject, type, bound));
};

const textTypes: readonly string[] = ['text', 'bytes'];

const text: Operands = (subject, type, value) => {
  if (!textTypes.includes(type.name)) throw operatorNotForType(subject, type.name);
  return one(subject, type, value);
};

const texts: Operands = (subject, type, value) => {
  if (!textTypes.includes(type.name)) throw operatorNotForType(subject, type.name);
  if (Array.isArray(value) && (value.length === 0 || value.length > 255)) throw valueNotForType(subject, 'a list of 1 to 255 texts', value);
  return list(subject, type, value);
};

/** A word as ClickHouse cuts text into tokens: ASCII letters and digits, and whatever is not ASCII. */
const word: Operands = (subject, type, value) => {
  if (typeof value === 'string' && !/^[A-Za-z0-9\u{80}-\u{10ffff}]+$/u.test(value)) throw valueNotForType(subject, 'one word of letters and digits', value);
  return text(subject, type, value);
};

const operandsOf: Readonly<Record<ComparisonOperator, Operands>> = {
  '=': one, '!=': one, '<': one, '<=': one, '>': one, '>=': one,
  in: list, 'not in': list, between: pair,
  like: text, 'not like': text, contains: text, 'contains-ignore-case': text, 'contains-any': texts, 'starts-with': text,
  'has-token': word, 'has-token-ignore-case': word,
  'is null': none, 'is not null': none,
};

/**
 * A term against a value, checked and bound.
 *
 * @throws LogexError `query/value-not-for-type`, `query/operator-not-for-type`, `query/operator-unknown` (usage).
 */
export function comparison(
  subject: string,
  { node, type }: { readonly node: TermNode; readonly type: ValueType<unknown> },
  operator: ComparisonOperator,
  value?: unknown,
): ComparisonNode {
  // Plain JavaScript may hand in anything.
  const operands = Object.hasOwn(operandsOf, operator) ? operandsOf[operator] : undefined;
  if (operands === undefined) throw operatorNotForType(subject, type.name, Object.keys(operandsOf));
  return comparisonNode(node, operator, ...operands(subject, type, value));
}
