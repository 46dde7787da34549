import { z } from 'zod';
import type { LogicalType } from './logical-type.ts';

/** Text by name: every value is text, or null where the source said so. */
export const dictionary: LogicalType<Readonly<Record<string, string | null>>, 'dictionary'> = {
  name: 'dictionary',
  doc: 'Text by name, values may be null',
  nestedFields: 2,
  iceberg: ([keyId = 0, valueId = 0]) => ({
    type: 'map',
    'key-id': keyId,
    key: 'string',
    'value-id': valueId,
    'value-required': false,
    value: 'string',
  }),
  spark: 'MAP<STRING, STRING>',
  clickhouse: 'Map(String, Nullable(String))',
  clickhouseNullable: false,
  clickhouseCodec: 'ZSTD(1)',
  comparable: false,
  zod: z.record(z.string(), z.string().nullable()),
};
