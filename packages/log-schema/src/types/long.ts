import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** Signed 64-bit integer; a `bigint` in TypeScript, so that no digit is lost. */
export const long: LogicalType<bigint, 'long'> = {
  name: 'long',
  doc: 'Signed 64-bit integer',
  nestedFields: 0,
  iceberg: () => 'long',
  spark: 'BIGINT',
  clickhouse: 'Int64',
  clickhouseNullable: true,
  clickhouseCodec: 'T64, ZSTD(1)',
  comparable: true,
  zod: z.int64(),
  decode: (wire: string | number) => BigInt(wire),
};
