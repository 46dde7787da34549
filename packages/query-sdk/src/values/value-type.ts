import type { LogicalType } from '@logex/log-schema';
import { countTooLarge } from '../errors.ts';

/** What the SDK needs to know of a type: how the server names it, which values it takes, how its JSON is read. */
export type ValueType<Value> = Pick<LogicalType<Value>, 'name' | 'clickhouse' | 'decode'> & Partial<Pick<LogicalType<Value>, 'zod'>>;

/** Type of a count: the server's `UInt64`, in TypeScript a plain number. A count beyond 2^53 is an error, not a rounded number. */
export const countType: ValueType<number> = Object.freeze({
  name: 'count',
  clickhouse: 'UInt64',
  decode: (wire: string | number): number => {
    const value = Number(wire);
    if (!Number.isSafeInteger(value)) throw countTooLarge();
    return value;
  },
});

/** Type of a list of values, as an aggregate gives it. It is read, never bound. */
export function listType<Value>({ name, clickhouse, decode }: ValueType<Value>): ValueType<readonly Value[]> {
  const listed = { name: `list of ${name}`, clickhouse: `Array(${clickhouse})` };
  if (decode === undefined) return Object.freeze(listed);
  return Object.freeze({ ...listed, decode: (wire: readonly never[]) => wire.map((element) => (element === null ? element : decode(element))) });
}
