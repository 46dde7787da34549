import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/**
 * Bytes as they were, whatever their encoding. In TypeScript a string: ClickHouse sends JSON,
 * in which bytes that are not UTF-8 come as replacement characters.
 */
export const bytes: LogicalType<string, 'bytes'> = {
  name: 'bytes',
  doc: 'Bytes as they were read, in any encoding',
  nestedFields: 0,
  iceberg: () => 'binary',
  spark: 'BINARY',
  clickhouse: 'String',
  clickhouseNullable: true,
  clickhouseCodec: 'ZSTD(1)',
  comparable: false,
  zod: z.string(),
};
