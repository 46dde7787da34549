import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { aggregates } from '../aggregates/index.ts';
import type { Aggregate } from '../define-aggregate.ts';
import type { AnyTable } from '../define-table.ts';
import { fileNotReadable, moduleWithoutTables, tableTwice } from '../errors.ts';
import type { SchemaDefinition } from '../evolution/record-schema.ts';
import { baseTables } from '../tables/index.ts';

/** A schema that is worked on, and the folder of its records. */
export interface SchemaModule {
  readonly definition: SchemaDefinition;
  /** Absolute path of the folder that its versions are recorded in. */
  readonly recorded: string;
}

/** What the options of the command line name. */
export interface SchemaModuleOptions {
  /**
   * Path of a module that exports tables and aggregates.
   * @default the schema of this package
   */
  readonly schema?: string;
  /**
   * Folder of the records.
   * @default `recorded` beside the module
   */
  readonly recorded?: string;
}

const ownRecords = fileURLToPath(new URL('../../recorded', import.meta.url));

/**
 * The schema that options name. Of a module, every export counts that is a table, an aggregate or a list of them.
 *
 * @throws LogexError `schema/file-not-readable`, `schema/module-without-tables`, `schema/table-twice` (usage).
 */
export async function loadSchemaModule(options: SchemaModuleOptions): Promise<SchemaModule> {
  const { schema } = options;
  const recorded = (byDefault: string): string => (options.recorded === undefined ? byDefault : resolve(options.recorded));
  if (schema === undefined) return { definition: { tables: baseTables, aggregates: aggregates as readonly Aggregate[], formats: true }, recorded: recorded(ownRecords) };
  const path = resolve(schema);
  const exported = await import(pathToFileURL(path).href).catch((cause: unknown) => Promise.reject(fileNotReadable('schema module', path, cause))) as Readonly<Record<string, unknown>>;
  const values: unknown[] = Object.values(exported).flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]));
  const found = { aggregates: [...new Set(values.filter(isAggregate))], tables: [...new Set(values.filter(isTable))] };
  const ofAggregates = new Set(found.aggregates.map(({ table }) => table));
  const tables = found.tables.filter((table) => !ofAggregates.has(table));
  const names = [...tables, ...ofAggregates].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw tableTwice(path, twice);
  if (names.length === 0) throw moduleWithoutTables(path, Object.keys(exported));
  return { definition: { tables, aggregates: found.aggregates }, recorded: recorded(join(dirname(path), 'recorded')) };
}

const has = (value: unknown, names: readonly string[]): boolean => typeof value === 'object' && value !== null && names.every((name) => name in value);

const isTable = (value: unknown): value is AnyTable => has(value, ['name', 'namespace', 'columns', 'partitionBy', 'hot']);

const isAggregate = (value: unknown): value is Aggregate => has(value, ['table', 'source', 'bucket', 'dimensions', 'measures']);
