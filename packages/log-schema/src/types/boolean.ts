import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** True or false. */
export const boolean: LogicalType<boolean, 'boolean'> = {
  name: 'boolean',
  doc: 'True or false',
  nestedFields: 0,
  iceberg: () => 'boolean',
  spark: 'BOOLEAN',
  clickhouse: 'Bool',
  clickhouseNullable: true,
  clickhouseCodec: 'ZSTD(1)',
  comparable: true,
  zod: z.boolean(),
};
