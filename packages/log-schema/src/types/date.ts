import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** A calendar day in UTC; in TypeScript its ISO-8601 text (`2025-08-25`). */
export const date: LogicalType<string, 'date'> = {
  name: 'date',
  doc: 'Calendar day in UTC',
  nestedFields: 0,
  iceberg: () => 'date',
  spark: 'DATE',
  clickhouse: 'Date32',
  clickhouseNullable: true,
  clickhouseCodec: 'ZSTD(1)',
  comparable: true,
  zod: z.iso.date(),
};
