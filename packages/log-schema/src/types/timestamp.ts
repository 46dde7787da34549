import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/**
 * A moment, in UTC, with microseconds. In TypeScript its ISO-8601 text
 * (`2025-08-25T06:04:00.000000Z`), since a `Date` holds milliseconds only.
 */
export const timestamp: LogicalType<string, 'timestamp'> = {
  name: 'timestamp',
  doc: 'Moment in UTC, microseconds',
  nestedFields: 0,
  iceberg: () => 'timestamptz',
  spark: 'TIMESTAMP',
  clickhouse: "DateTime64(6, 'UTC')",
  clickhouseNullable: true,
  clickhouseCodec: 'DoubleDelta, ZSTD(1)',
  comparable: true,
  zod: z.iso.datetime({ precision: 6 }),
};
