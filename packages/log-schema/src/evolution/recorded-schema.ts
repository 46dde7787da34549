import * as z from 'zod';
import { piiActions } from '../pii/pii-action.ts';

const names = z.array(z.string());

const column = z.strictObject({
  id: z.int().positive(),
  nestedIds: z.array(z.int().positive()).optional(),
  type: z.string().describe('Name of the logical type.'),
  required: z.boolean(),
  doc: z.string(),
  lowCardinality: z.literal(true).optional(),
  formerly: names.optional(),
  policy: z.enum(piiActions).optional(),
});

const table = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  doc: z.string(),
  columns: z.record(z.string(), column),
  partitionBy: names,
  sortBy: names,
  hot: z.strictObject({ orderBy: names, ttlDays: z.int() }),
  properties: z.record(z.string(), z.string()),
  retired: z.record(z.string(), z.array(z.int())).optional(),
});

const aggregate = z.strictObject({
  source: z.string(),
  bucket: z.enum(['day', 'hour']),
  filter: z.string().optional(),
  dimensions: names,
  values: z.record(z.string(), z.string()).describe('The expression of each column.'),
  top: z.string().optional(),
});

const formats = z.strictObject({
  parserVersion: z.string(),
  json: z.record(z.string(), z.string()).describe('How members become columns.'),
  access: z.string().describe('Pattern of access log lines.'),
});

const declared = z.array(z.strictObject({ change: z.string(), reason: z.string() }));

/** Validator of a {@link RecordedSchema}. */
export const recordedSchemaShape = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  tables: z.array(table),
  aggregates: z.record(z.string(), aggregate).default({}),
  formats: formats.optional(),
  declared: declared.optional().describe('Breaking changes since the version before, each with its reason.'),
});

/** A column as it is recorded: by names and numbers alone. */
export type RecordedColumn = z.infer<typeof column>;

/** A table as it is recorded. */
export type RecordedTable = z.infer<typeof table>;

/** An aggregate as it is recorded; its table stands among the tables, under the same name. */
export type RecordedAggregate = z.infer<typeof aggregate>;

/** The log formats as they are recorded. */
export type RecordedFormats = z.infer<typeof formats>;

/** A schema as it was at a version: plain data that later versions are compared with. */
export type RecordedSchema = z.infer<typeof recordedSchemaShape>;
