import { valueNotForType } from '../errors.ts';
import { parameterNode, type ParameterNode } from '../nodes/parameter-node.ts';
import { dayText, momentText } from './moment-text.ts';
import type { ValueType } from './value-type.ts';

type Scalar = string | number | bigint | boolean;

/** Types whose bound form is not the value itself. Undefined stands for a value that the type cannot hold. */
const boundForms: Readonly<Record<string, (value: unknown) => Scalar | undefined>> = {
  timestamp: (value) => (typeof value === 'string' || value instanceof Date ? momentText(value) : undefined),
  date: (value) => (typeof value === 'string' ? dayText(value) : undefined),
  long: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : checkedLong(value)),
};

function checkedLong(value: unknown): bigint | undefined {
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? value : undefined;
}

/**
 * A value as a bound parameter of its type.
 *
 * @throws LogexError `query/value-not-for-type` (usage); the value is not in the message.
 */
export function boundValue(subject: string, type: ValueType<unknown>, value: unknown): ParameterNode {
  return parameterNode(type.clickhouse, scalar(subject, type, value));
}

/** Values as one bound array of their type. Errors are those of {@link boundValue}. */
export function boundList(subject: string, type: ValueType<unknown>, values: unknown): ParameterNode {
  if (!Array.isArray(values)) throw valueNotForType(subject, `a list of ${type.name}`, values);
  return parameterNode(`Array(${type.clickhouse})`, values.map((value) => scalar(subject, type, value)));
}

function scalar(subject: string, type: ValueType<unknown>, value: unknown): Scalar {
  const form = boundForms[type.name];
  const bound = form ? form(value) : type.zod === undefined || type.zod.safeParse(value).success ? value : undefined;
  if (isScalar(bound)) return bound;
  throw valueNotForType(subject, type.name, value);
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
