import { setTimeout as sleep } from 'node:timers/promises';
import { allTables, evolution, type AnyTable } from '@logex/log-schema';
import { secondsSince } from '../aggregate/aggregate.ts';
import { openForWriting } from '../engine/job-engine.ts';
import { asWriteFault } from '../engine/write-fault.ts';
import { warehouseEmpty } from '../errors.ts';
import { loadTable, metadataPath, type IcebergTable } from '../iceberg/index.ts';
import { newestTable } from '../iceberg/iceberg-table.ts';
import { linkMetadata, syncMetadataFolder, writeVersionHint } from '../iceberg/metadata-file.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { tableFolder, warehouseAt, type Warehouse } from '../warehouse/warehouse.ts';
import { migrationLost } from './errors.ts';
import { tableMigration, type TableMigration } from './table-migration.ts';
import { updatedMetadata } from './updated-metadata.ts';

/** What {@link migrate} takes. */
export interface MigrateOptions {
  /** Absolute folder of the warehouse. */
  readonly warehouse: string;
  /**
   * Tables to bring to their definition.
   * @default every table of the schema
   */
  readonly tables?: readonly AnyTable[];
  /**
   * Tells what would change, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
}

/** What became of a table. */
export interface MigratedTable {
  readonly table: string;
  readonly state: 'created' | 'migrated' | 'current' | 'missing' | 'outdated';
  /** What changed, or would change: kind and subject of each change. */
  readonly changes: readonly string[];
  /** What was done for it, or would be: statements, or changes of metadata as JSON. */
  readonly statements: readonly string[];
}

/** What a migration did. */
export interface MigrateSummary {
  readonly job: 'migrate';
  readonly engine: 'embedded' | 'spark';
  readonly dryRun: boolean;
  readonly tables: readonly MigratedTable[];
  readonly seconds: number;
}

/** Changes that a migration makes: the others are of what Iceberg does not keep. */
const isOfHotTier = ({ kind }: evolution.SchemaChange): boolean => kind.startsWith('hot-');

/**
 * Brings the tables of a local warehouse to their definitions: one commit of metadata for each, with the field ids of the definition. Data
 * files stay as they are. It may be repeated, and after a kill it goes on where it stopped. All tables are looked at before any is changed.
 *
 * @throws LogexError `jobs/warehouse-empty`, `jobs/table-newer`, `schema/alteration-not-possible` (usage), `jobs/migration-lost` (outside),
 * and those of opening a warehouse.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateSummary> {
  const started = performance.now();
  const { tables = allTables, dryRun = false } = options;
  const warehouse = warehouseAt(options.warehouse);
  const summary = (made: readonly MigratedTable[]): MigrateSummary => ({ job: 'migrate', engine: 'embedded', dryRun, tables: made, seconds: secondsSince(started) });
  const found = await Promise.all(tables.map((table) => newestTable(tableFolder(warehouse, table))));
  if (found.every((table) => table === undefined)) throw warehouseEmpty(warehouse.root);
  if (dryRun) return summary(planAll(tables, found).map(({ table, migration, updates }) => outcome(table, migration, updates, 'missing', 'outdated')));
  const engine = await openForWriting(warehouse);
  try {
    const plans = planAll(tables, await Promise.all(tables.map((table) => newestTable(tableFolder(warehouse, table)))));
    const made: MigratedTable[] = [];
    for (const { table, migration, updates } of plans) {
      if (!migration) await ensureTable(warehouse, table);
      else if (updates.length > 0) await migrateTable(warehouse, table);
      made.push(outcome(table, migration, updates, 'created', 'migrated'));
    }
    return summary(made);
  } catch (error) {
    throw asWriteFault(`migrating '${warehouse.root}'`, error);
  } finally {
    await engine.close();
  }
}

/** What is to be done for one table. */
interface TablePlan {
  readonly table: AnyTable;
  readonly migration: TableMigration | undefined;
  readonly updates: readonly evolution.IcebergUpdate[];
}

function planAll(tables: readonly AnyTable[], found: readonly (IcebergTable | undefined)[]): TablePlan[] {
  return tables.map((table, index) => {
    const migration = found[index] && tableMigration(table, found[index].metadata);
    return { table, migration, updates: migration ? evolution.icebergUpdates(migration.from, migration.to) : [] };
  });
}

function outcome(
  table: AnyTable,
  migration: TableMigration | undefined,
  updates: readonly evolution.IcebergUpdate[],
  absent: MigratedTable['state'],
  changed: MigratedTable['state'],
): MigratedTable {
  const changes = (migration?.changes ?? []).filter((change) => !isOfHotTier(change)).map(evolution.changeName);
  const state = migration ? (updates.length > 0 ? changed : 'current') : absent;
  return { table: table.name, state, changes, statements: updates.map((update) => JSON.stringify(update)) };
}

const attempts = 20;

/** Commits the changes of one table. The metadata that is linked last wins, so a loser looks at the table anew. */
async function migrateTable(warehouse: Warehouse, table: AnyTable): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const base = await loadTable(tableFolder(warehouse, table));
    const { from, to } = tableMigration(table, base.metadata);
    const updates = evolution.icebergUpdates(from, to);
    if (updates.length === 0) return;
    const version = base.version + 1;
    if (await linkMetadata(base.location, version, updatedMetadata(base.metadata, metadataPath(base), updates, Date.now()))) {
      await syncMetadataFolder(base.location);
      await writeVersionHint(base.location, version);
      return;
    }
    await sleep(Math.random() * 10 * 2 ** Math.min(attempt, 6));
  }
  throw migrationLost(table.name, attempts);
}
