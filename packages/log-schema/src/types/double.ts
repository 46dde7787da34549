import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** 64-bit floating-point number. */
export const double: LogicalType<number, 'double'> = {
  name: 'double',
  doc: '64-bit floating-point number',
  nestedFields: 0,
  iceberg: () => 'double',
  spark: 'DOUBLE',
  clickhouse: 'Float64',
  clickhouseNullable: true,
  clickhouseCodec: 'Gorilla, ZSTD(1)',
  comparable: false,
  zod: z.number(),
};
