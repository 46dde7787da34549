import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** Signed 32-bit integer. */
export const integer: LogicalType<number, 'integer'> = {
  name: 'integer',
  doc: 'Signed 32-bit integer',
  nestedFields: 0,
  iceberg: () => 'int',
  spark: 'INT',
  clickhouse: 'Int32',
  clickhouseNullable: true,
  clickhouseCodec: 'T64, ZSTD(1)',
  comparable: true,
  zod: z.int32(),
};
