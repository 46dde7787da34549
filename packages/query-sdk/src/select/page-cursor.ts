import { LogexError } from '@logex/log-schema';
import { cursorNotAllowed } from '../errors.ts';
import { boundValue } from '../values/bound-value.ts';
import type { ValueType } from '../values/value-type.ts';

/** The values of a key as opaque text that fits into an address. */
export function cursorOf(values: readonly unknown[]): string {
  const texts = values.map((value) => (typeof value === 'bigint' ? { long: value.toString() } : value));
  return Buffer.from(JSON.stringify(texts), 'utf8').toString('base64url');
}

/**
 * The values that a cursor holds, checked against the types of the key.
 *
 * @throws LogexError `query/cursor-not-allowed` (usage) for text that is no cursor of this key.
 */
export function cursorValues(cursor: string, types: readonly ValueType<unknown>[]): readonly unknown[] {
  const values = parsed(cursor);
  if (values === undefined || values.length !== types.length) throw cursorNotAllowed();
  types.forEach((type, index) => checkValue(type, values[index]));
  return values;
}

function parsed(cursor: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'), (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'long' in value ? BigInt(String(value.long)) : value);
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function checkValue(type: ValueType<unknown>, value: unknown): void {
  try {
    boundValue('cursor', type, value);
  } catch (error) {
    throw error instanceof LogexError ? cursorNotAllowed() : error;
  }
}
