import { valueNotInType } from './errors.ts';

/** A value as the spec stores it: date as days, timestamps as microseconds, long as bigint. */
export type RawValue = boolean | number | bigint | string;

const widths = { boolean: 1, int: 4, date: 4, long: 8, timestamp: 8, timestamptz: 8, float: 4, double: 8 } as const;

/** A type whose bounds are written; decimal, uuid, fixed, binary and time go without. */
export type BoundedType = keyof typeof widths | 'string';

/** A type that a partition key may have. */
export type PartitionType = 'date' | 'string' | 'int' | 'long' | 'timestamp' | 'timestamptz';

const partitionTypes: readonly unknown[] = ['date', 'string', 'int', 'long', 'timestamp', 'timestamptz'];

/** Whether bounds are written for a type. */
export function isBoundedType(type: unknown): type is BoundedType {
  return type === 'string' || (typeof type === 'string' && Object.hasOwn(widths, type));
}

/** Whether a type can be a partition key. */
export function isPartitionType(type: unknown): type is PartitionType {
  return partitionTypes.includes(type);
}

const msPerDay = 86_400_000;

/** Days since 1970-01-01 of a `YYYY-MM-DD` date (years beyond 9999 as in ISO 8601: `+010000-01-01`). */
export function daysOfDate(date: string): number {
  const days = Date.parse(`${date}T00:00:00Z`) / msPerDay;
  if (!Number.isInteger(days)) throw valueNotInType('date', date);
  return days;
}

/** The `YYYY-MM-DD` form of days since 1970-01-01. */
export function dateOfDays(days: number): string {
  const date = new Date(days * msPerDay);
  if (Number.isNaN(date.valueOf())) throw valueNotInType('date', days);
  return date.toISOString().split('T')[0] ?? '';
}

/**
 * The binary form of one value (spec: Appendix D, Binary single-value serialization).
 *
 * @throws LogexError `iceberg/value-not-in-type`.
 */
export function singleValueBytes(type: BoundedType, value: RawValue): Buffer {
  if (type === 'string') {
    if (typeof value !== 'string') throw valueNotInType(type, value);
    return Buffer.from(value, 'utf8');
  }
  const bytes = Buffer.alloc(widths[type]);
  try {
    if (type === 'boolean') bytes.writeUInt8(asBoolean(value) ? 1 : 0);
    else if (type === 'float') bytes.writeFloatLE(asNumber(value));
    else if (type === 'double') bytes.writeDoubleLE(asNumber(value));
    else if (type === 'int' || type === 'date') bytes.writeInt32LE(asInteger(value));
    else bytes.writeBigInt64LE(asBigint(value));
  } catch {
    throw valueNotInType(type, value);
  }
  return bytes;
}

/** Orders two values of one type: negative, 0 or positive. Text is ordered by its UTF-8 bytes. */
export function compareRaw(a: RawValue, b: RawValue): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
}

function asBoolean(value: RawValue): boolean {
  if (typeof value !== 'boolean') throw new TypeError('not a boolean');
  return value;
}

function asNumber(value: RawValue): number {
  if (typeof value !== 'number') throw new TypeError('not a number');
  return value;
}

function asInteger(value: RawValue): number {
  if (!Number.isInteger(value)) throw new TypeError('not an integer');
  return Number(value);
}

function asBigint(value: RawValue): bigint {
  if (typeof value !== 'bigint') throw new TypeError('not a bigint');
  return value;
}
