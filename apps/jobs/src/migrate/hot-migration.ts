import { clickhouseTarget, evolution, type AnyTable } from '@logex/log-schema';
import type { JobEngine } from '../engine/job-engine.ts';
import { tableNewer } from './errors.ts';
import type { MigratedTable } from './migrate.ts';

/** What {@link migrateHotTables} takes. */
export interface HotMigrationOptions {
  /** A server, or the embedded engine. */
  readonly engine: Pick<JobEngine, 'run' | 'rows'>;
  /** Tables whose hot tables are brought to their definitions. */
  readonly tables: readonly AnyTable[];
  /**
   * Tells what would change, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
}

interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

interface TableFacts {
  readonly partition_key: string;
  readonly sorting_key: string;
  readonly engine_full: string;
  readonly comment: string;
}

/**
 * Brings the hot tables of a ClickHouse server to the definitions of their tables, by ALTERs, or, where a key changes, by a new hot table that
 * the next refresh fills. ClickHouse knows no field ids: columns are told by name, former names included. It may be repeated. Tables without
 * a hot table are left out.
 *
 * @throws LogexError `jobs/table-newer` (usage).
 */
export async function migrateHotTables({ engine, tables, dryRun = false }: HotMigrationOptions): Promise<MigratedTable[]> {
  const made: MigratedTable[] = [];
  for (const table of tables) {
    const { hot } = clickhouseTarget.hotTierNames(table.name);
    const place = { database: table.namespace, table: hot };
    const [facts] = await engine.rows<TableFacts>('SELECT partition_key, sorting_key, engine_full, comment FROM system.tables WHERE database = {database:String} AND name = {table:String}', place);
    if (!facts) continue;
    const columns = await engine.rows<ColumnFacts>('SELECT name, type, comment FROM system.columns WHERE database = {database:String} AND table = {table:String} ORDER BY position', place);
    const from = observedHotTable(table, facts, columns);
    const expires = facts.engine_full.includes('TTL');
    const statements = evolution.clickhouseAlterations(from, table, { expires });
    if (!dryRun) for (const statement of statements) await engine.run(statement);
    const changes = evolution.compareTables(from, evolution.recordTable(table)).map(evolution.changeName);
    const changed = dryRun ? 'outdated' : 'migrated';
    made.push({ table: hot, state: statements.length > 0 ? changed : 'current', changes, statements });
  }
  return made;
}

const keyNames = (key: string): string[] => key.replaceAll(/[()`]/g, '').split(', ').filter((name) => name !== '');

/** The record of a hot table as it stands; what only Iceberg keeps is as defined. */
function observedHotTable(table: AnyTable, facts: TableFacts, columns: readonly ColumnFacts[]): evolution.RecordedTable {
  const wanted = evolution.recordTable(table);
  const unknown: string[] = [];
  const observed = columns.flatMap(({ name, type, comment }): [string, evolution.RecordedColumn][] => {
    const own = wanted.columns[name] ?? Object.values(wanted.columns).find(({ formerly = [] }) => formerly.includes(name));
    const [id, ...nestedIds] = own ? [own.id, ...(own.nestedIds ?? [])] : (wanted.retired?.[name] ?? []);
    if (id === undefined) {
      unknown.push(name);
      return [];
    }
    const logical = clickhouseTarget.logicalTypeOf(name, type);
    // Bytes and text are one type in ClickHouse.
    const typeName = own !== undefined && sameInClickHouse(own.type, logical.type.name) ? own.type : logical.type.name;
    return [[name, {
      id,
      ...(nestedIds.length > 0 ? { nestedIds } : {}),
      type: typeName,
      required: !logical.nullable,
      doc: comment,
      ...(type.startsWith('LowCardinality(') ? { lowCardinality: true } : {}),
      ...(own?.policy === undefined ? {} : { policy: own.policy }),
    }]];
  });
  if (unknown.length > 0) throw tableNewer(`${table.name}_hot`, unknown);
  const days = Number(/toIntervalDay\((\d+)\)|INTERVAL (\d+) DAY/.exec(facts.engine_full)?.slice(1).find((text) => text !== undefined) ?? Number.NaN);
  const kept = clickhouseTarget.hotKeepDays(table);
  return {
    ...wanted,
    doc: facts.comment,
    // Every statement names its columns: their order in the hot table is nothing.
    columns: Object.fromEntries(observed.toSorted(([, a], [, b]) => placeOf(wanted, a.id) - placeOf(wanted, b.id))),
    partitionBy: keyNames(facts.partition_key),
    hot: { orderBy: keyNames(facts.sorting_key), ttlDays: Number.isNaN(days) ? wanted.hot.ttlDays : wanted.hot.ttlDays + days - kept },
  };
}

function placeOf(table: evolution.RecordedTable, id: number): number {
  const place = Object.values(table.columns).findIndex((column) => column.id === id);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

const sameInClickHouse = (one: string, other: string): boolean => [one, other].every((type) => type === 'text' || type === 'bytes');
