import * as z from 'zod';

/** Format of plans; a runner refuses any other. */
export const planVersion = 1;

const name = z.string().min(1).describe('Name in progress and messages.');
const when = z.string().min(1).optional().describe('SQL expression; the step is passed over where it is not true.');
const sql = z.string().min(1);
const view = z.string().regex(/^[a-z][a-z0-9_]*$/).describe('Name of a view that later statements read.');
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const among = z.strictObject({ column: z.string(), values: sql.describe('SELECT of one column.') }).optional()
  .describe('Only rows whose column has one of these values; tables are pruned by them.');

const configure = z.strictObject({ kind: z.literal('configure'), name, when, settings: z.record(z.string(), z.string()) })
  .describe('Sets properties of the session.');

const createTable = z.strictObject({
  kind: z.literal('create-table'),
  name,
  when,
  table: sql.describe('Catalog, namespace and name.'),
  location: z.string().optional().describe('Where it is kept; by default below the warehouse.'),
  metadata: z.record(z.string(), z.unknown()).describe('First metadata, with the field ids that data files are read by.'),
}).describe('Makes an Iceberg table where it is missing.');

const listFiles = z.strictObject({
  kind: z.literal('list-files'),
  name,
  when,
  view,
  paths: z.array(z.string()).describe('Files, folders or globs; local ones without a scheme.'),
  ignore: z.string().optional().describe('Pattern of paths below a folder that are not there.'),
  skip: z.string().optional().describe('Pattern of names that are listed as skipped.'),
  minAgeSeconds: z.int().nonnegative().describe('Younger files are not there yet.'),
}).describe('Lists files into a view of path, size, version, skipped and error.');

const readLines = z.strictObject({
  kind: z.literal('read-lines'),
  name,
  when,
  view,
  parts: sql.describe('SELECT of part, path, size, first_byte and end_byte.'),
  chunkBytes: z.int().positive().describe('Bytes that one task reads.'),
}).describe('A view of the lines of parts of files: part, chunk, line_index, line, fault and fault_detail.');

const statement = z.strictObject({
  kind: z.literal('sql'),
  name,
  when,
  text: sql,
  view: view.optional(),
  keep: z.enum(['driver', 'executors']).optional().describe('Computes the view once only, and tells who keeps it: the driver, where it is small, at once; executors when it is first read.'),
  among,
  beside: z.array(view).optional().describe('Views whose rows come behind those of each partition: of the same columns, and as many partitions.'),
}).describe('Runs a statement; its result may become a view.');

const write = z.strictObject({
  kind: z.literal('write'),
  name,
  when,
  table: sql,
  text: sql.describe('SELECT that gives the columns of the table by name, or a statement of its own.'),
  mode: z.enum(['append', 'overwrite', 'replace', 'statement']),
  where: sql.optional().describe('Rows that an overwrite takes the place of.'),
  among: among.describe('Rows that an overwrite takes the place of, by values.'),
  marker: z.strictObject({ key: z.string(), value: sql }).optional().describe('Property of the snapshot; a table that has it already is passed over.'),
  properties: z.record(z.string(), sql).optional().describe('Other properties of the snapshot, as SQL expressions.'),
  since: sql.optional().describe('SQL expression: the snapshot that the rows were made from; by default the current one.'),
  onConflict: z.enum(['retry', 'fail']).optional().describe('What to do where another writer was first.'),
  single: z.boolean().optional().describe('The text is a user\'s, and must be one SELECT.'),
  distribution: sql.optional().describe('SQL expression: hash brings the rows of a partition of the table together, and is the default; none writes them where they are.'),
}).describe('Commits to a table once.');

const call = z.strictObject({
  kind: z.literal('call'),
  name,
  when,
  procedure: z.string().describe('Catalog, namespace and name of the procedure.'),
  arguments: z.record(z.string(), sql).describe('SQL expressions by name.'),
}).describe('Calls a procedure of a catalog; what it tells is emitted.');

const locks = z.strictObject({
  kind: z.literal('locks'),
  name,
  when,
  metastore: z.string().describe('Address of a Hive Metastore.'),
  releaseAfterSeconds: z.int().nonnegative().optional().describe('Releases locks without a sign of life for so long.'),
}).describe('Emits the locks of a metastore.');

const check = z.strictObject({ kind: z.literal('check'), name, when, text: sql }).describe('Refuses text that is not one SELECT that the engine accepts; runs nothing.');

const assertion = z.strictObject({ kind: z.literal('assert'), name, when, rows: sql, code: z.string(), message: z.string() })
  .describe('Ends the plan where a SELECT gives rows.');

const emit = z.strictObject({ kind: z.literal('emit'), name, when, rows: sql }).describe('Prints the rows of a SELECT, and adds them to the summary.');

/** A step that runs others once for each row. */
export interface ForEachStep {
  readonly kind: 'for-each';
  readonly name: string;
  readonly when?: string | undefined;
  /** SELECT whose columns are parameters of the steps. */
  readonly rows: string;
  readonly steps: readonly PlanStep[];
}

/** A step that runs no others. */
export type SimpleStep = z.infer<
  typeof configure | typeof createTable | typeof listFiles | typeof readLines | typeof statement | typeof write | typeof call | typeof locks | typeof check | typeof assertion | typeof emit
>;

/** One step of a plan. */
export type PlanStep = SimpleStep | ForEachStep;

const forEach: z.ZodType<ForEachStep> = z.lazy(() => z.strictObject({ kind: z.literal('for-each'), name, when, rows: sql, steps: z.array(step) }))
  .meta({ id: 'for-each', description: 'Runs steps once for each row; its columns are parameters.' });

const step: z.ZodType<PlanStep> = z.union([configure, createTable, listFiles, readLines, statement, write, call, locks, check, assertion, emit, forEach]).meta({ id: 'step' });

/** A compiled job, as runners read it; JSON Schema beside this file. */
export const jobPlanSchema = z.strictObject({
  version: z.literal(planVersion),
  job: z.string().min(1),
  parameters: z.record(z.string(), scalar).describe('Values that every statement may use as :name; the runner adds run_started.'),
  steps: z.array(step),
}).describe('A compiled job of LogEx. Statements are SQL of the engine; values are bound.');

/** A compiled job: plain data that can be saved, compared and run elsewhere. */
export interface JobPlan {
  readonly version: typeof planVersion;
  readonly job: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly steps: readonly PlanStep[];
}

/** The text of a plan. */
export function planText(plan: JobPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/** The JSON Schema of plans (draft 2020-12), as text. */
export function planJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(jobPlanSchema), null, 2)}\n`;
}
