import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** Unicode text, UTF-8 on disk. */
export const text: LogicalType<string, 'text'> = {
  name: 'text',
  doc: 'Unicode text',
  nestedFields: 0,
  iceberg: () => 'string',
  spark: 'STRING',
  clickhouse: 'String',
  clickhouseNullable: true,
  clickhouseCodec: 'ZSTD(1)',
  comparable: true,
  zod: z.string(),
};
