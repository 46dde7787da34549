import { allTables, evolution, type AnyTable } from '@logex/log-schema';
import { secondsSince } from '../aggregate/aggregate.ts';
import { warehouseEmpty } from '../errors.ts';
import type { Emitted, SparkRunner } from '../spark/spark-runner.ts';
import type { SparkCatalog } from '../spark/spark-catalog.ts';
import { withSpark, type SparkJobOptions } from '../spark/spark-warehouse.ts';
import { migrationIncomplete } from './errors.ts';
import type { MigratedTable, MigrateOptions, MigrateSummary } from './migrate.ts';
import { alterationPlan, metadataFilesPlan, namespacesPlan, schemaFactsPlan, statementsOf, tablesPlan } from './migrate-plans.ts';
import { tableMigration, type SchemaFacts, type TableMigration } from './table-migration.ts';

/** What {@link sparkMigrate} takes. */
export type SparkMigrateOptions = SparkJobOptions & Omit<MigrateOptions, 'warehouse'>;

/**
 * Brings tables to their definitions with Spark: a statement a change, each a commit of its own. Field ids are those of the definitions, which
 * is looked at before and after. It may be repeated, and after a kill it goes on where it stopped.
 *
 * @throws LogexError `jobs/warehouse-empty`, `jobs/table-newer`, `schema/alteration-not-possible` (usage), `jobs/migration-incomplete` (outside), and
 * those of Spark.
 */
export async function sparkMigrate(options: SparkMigrateOptions): Promise<MigrateSummary> {
  const started = performance.now();
  const { catalog, tables = allTables, dryRun = false } = options;
  const made = await withSpark(options, !dryRun, async (runner): Promise<MigratedTable[]> => {
    const before = await lookAt(runner, catalog, tables);
    if (before.size === 0) throw warehouseEmpty(catalog.warehouse);
    const statements = new Map([...before].map(([name, migration]) => [name, statementsOf(migration)]));
    const missing = tables.filter(({ name }) => !before.has(name));
    if (!dryRun && (missing.length > 0 || [...statements.values()].some(({ length }) => length > 0))) {
      await runner.run(alterationPlan(catalog, missing, [...before.values()]));
      for (const [name, { changes }] of await lookAt(runner, catalog, tables)) {
        const left = changes.filter(isOfTable).map(evolution.changeName);
        if (left.length > 0) throw migrationIncomplete(name, left);
      }
    }
    return tables.map(({ name }) => {
      const changes = before.get(name)?.changes.filter(isOfTable).map(evolution.changeName) ?? [];
      const own = statements.get(name) ?? [];
      const changed = dryRun ? 'outdated' : 'migrated';
      const state = before.has(name) ? (own.length > 0 ? changed : 'current') : dryRun ? 'missing' : 'created';
      return { table: name, state, changes, statements: own };
    });
  });
  return { job: 'migrate', engine: 'spark', dryRun, tables: made, seconds: secondsSince(started) };
}

/** The hot tier is no business of Iceberg. */
const isOfTable = ({ kind }: evolution.SchemaChange): boolean => !kind.startsWith('hot-');

/** Every table that is there, compared with its definition; by name. */
async function lookAt(runner: SparkRunner, catalog: SparkCatalog, tables: readonly AnyTable[]): Promise<Map<string, TableMigration>> {
  const namespaces = new Set(names(await runner.run(namespacesPlan(catalog)), 'namespaces', 'namespace'));
  const inThem = tables.filter(({ namespace }) => namespaces.has(namespace));
  if (inThem.length === 0) return new Map();
  const there = new Set(names(await runner.run(tablesPlan(catalog, inThem)), 'tables', 'tableName'));
  const present = inThem.filter(({ name }) => there.has(name));
  if (present.length === 0) return new Map();
  const located = await runner.run(metadataFilesPlan(catalog, present));
  const files = (located['metadata'] ?? []).map((row) => ({ table: String(row['table']), file: String(row['file']) }));
  const facts = (await runner.run(schemaFactsPlan(files)))['facts'] ?? [];
  return new Map(present.flatMap((table) => {
    const row = facts.find((each) => each['table'] === table.name);
    return row ? [[table.name, tableMigration(table, factsOf(row))] as const] : [];
  }));
}

const names = (emitted: Emitted, step: string, column: string): string[] => (emitted[step] ?? []).map((row) => String(row[column]));

function factsOf(row: Readonly<Record<string, unknown>>): SchemaFacts {
  const entries = Object.entries(row).filter(([name]) => name !== 'table');
  return Object.fromEntries(entries.map(([name, text]) => [name, JSON.parse(String(text ?? '{}')) as unknown])) as unknown as SchemaFacts;
}
