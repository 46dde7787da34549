import type { Columns } from './column.ts';
import { columnUnknown, fieldIdRetired, fieldIdTwice, keyNotComparable, nameNotAllowed, nestedIdsMissing, partitionNullable } from './errors.ts';
import { defaultMaintenance, type Maintenance } from './maintenance.ts';

/** How a table is kept in a MergeTree table beside the lake, for the newest partitions. */
export interface HotTier<Name extends string> {
  /** Sorting key, coarsest first. */
  readonly orderBy: readonly Name[];
  /** Days that rows stay in the hot table. */
  readonly ttlDays: number;
}

/** What {@link defineTable} takes. */
export interface TableDefinition<C extends Columns> {
  /** Lower-case name with underscores. */
  readonly name: string;
  /**
   * Namespace (database) of the table.
   * @default 'analytics'
   */
  readonly namespace?: string;
  /** One sentence on what a row is. */
  readonly doc: string;
  readonly columns: C;
  /**
   * Columns that the table is partitioned by, as they are (identity transform). Transforms of a timestamp are
   * left out on purpose: ClickHouse evaluates them in the server's time zone (ClickHouse issue 119173).
   * @default not partitioned
   */
  readonly partitionBy?: readonly (keyof C & string)[];
  /**
   * Order of rows within a file.
   * @default none
   */
  readonly sortBy?: readonly (keyof C & string)[];
  /**
   * Iceberg table properties beyond the ones that every LogEx table has.
   * @default none
   */
  readonly properties?: Readonly<Record<string, string>>;
  /**
   * MergeTree form for the hot tier.
   * @default ordered by `sortBy`, kept 7 days
   */
  readonly hot?: HotTier<keyof C & string>;
  /**
   * Columns that the table had, each with all of its field ids: they are never given again, and a migration drops these columns only.
   * @default none
   */
  readonly retired?: RetiredColumns;
  /**
   * How the table is kept small; what is left out is as in {@link defaultMaintenance}.
   * @default defaultMaintenance
   */
  readonly maintenance?: Partial<Maintenance>;
}

/** Field ids by the name of a column that a table had. */
export type RetiredColumns = Readonly<Record<string, readonly number[]>>;

/** A table of the schema: frozen data that every target compiles. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly namespace: string;
  readonly doc: string;
  readonly columns: C;
  readonly partitionBy: readonly string[];
  readonly sortBy: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly hot: HotTier<string>;
  readonly retired: RetiredColumns;
  readonly maintenance: Maintenance;
}

/** Any table, whatever its columns. */
export type AnyTable = Table<Columns>;

/** Namespace of every table that does not name its own. */
export const defaultNamespace = 'analytics';

const identifier = /^[a-z][a-z0-9_]*$/;

/**
 * Properties of every table: format version 2, since ClickHouse reads no v3; Parquet with zstd; copy-on-write,
 * so that no reader meets delete files; old metadata files removed, so that a table of many commits stays small.
 */
const commonProperties = ({ targetFileBytes }: Maintenance): Record<string, string> => ({
  'format-version': '2',
  'write.format.default': 'parquet',
  'write.parquet.compression-codec': 'zstd',
  'write.target-file-size-bytes': String(targetFileBytes),
  'write.delete.mode': 'copy-on-write',
  'write.update.mode': 'copy-on-write',
  'write.merge.mode': 'copy-on-write',
  'write.metadata.delete-after-commit.enabled': 'true',
  'write.metadata.previous-versions-max': '100',
});

/**
 * Declares a table once; DDL, readers, validators and TypeScript types are compiled from what it returns.
 *
 * @throws LogexError `schema/name-not-allowed`, `schema/field-id-twice`, `schema/field-id-retired`, `schema/nested-ids-missing`,
 * `schema/column-unknown`, `schema/key-not-comparable`, `schema/partition-nullable` (all usage).
 */
export function defineTable<const C extends Columns>(definition: TableDefinition<C>): Table<C> {
  const { name, columns } = definition;
  checkNames(name, Object.keys(columns));
  const retired = definition.retired ?? {};
  checkFieldIds(name, columns);
  checkRetired(name, columns, retired);
  const partitionBy = definition.partitionBy ?? [];
  const sortBy = definition.sortBy ?? [];
  const maintenance = Object.freeze({ ...defaultMaintenance, ...definition.maintenance });
  const hot = definition.hot ?? { orderBy: sortBy, ttlDays: 7 };
  for (const key of [...partitionBy, ...sortBy, ...hot.orderBy]) {
    const column = Object.hasOwn(columns, key) ? columns[key] : undefined;
    if (!column) throw columnUnknown(name, key, Object.keys(columns));
    if (!column.type.comparable) throw keyNotComparable(name, key, column.type.name);
  }
  for (const key of partitionBy) if (columns[key]?.nullable) throw partitionNullable(name, key);
  return Object.freeze({
    name,
    namespace: definition.namespace ?? defaultNamespace,
    doc: definition.doc,
    columns: Object.freeze(columns),
    partitionBy,
    sortBy,
    properties: Object.freeze({ ...commonProperties(maintenance), ...metricsProperties(columns), ...definition.properties }),
    hot,
    retired: Object.freeze(retired),
    maintenance,
  });
}

function checkNames(table: string, columns: readonly string[]): void {
  for (const name of [table, ...columns]) if (!identifier.test(name)) throw nameNotAllowed(table, name);
}

function checkFieldIds(table: string, columns: Columns): void {
  const owners = new Map<number, string>();
  for (const [name, column] of Object.entries(columns)) {
    if (column.nestedIds.length !== column.type.nestedFields) {
      throw nestedIdsMissing(table, name, column.type.name, column.type.nestedFields, column.nestedIds.length);
    }
    for (const id of [column.id, ...column.nestedIds]) {
      const owner = owners.get(id);
      if (owner !== undefined) throw fieldIdTwice(table, id, owner, name);
      owners.set(id, name);
    }
  }
}

function checkRetired(table: string, columns: Columns, retired: RetiredColumns): void {
  const owners = new Map(Object.entries(retired).flatMap(([name, ids]) => ids.map((id) => [id, name] as const)));
  for (const [name, column] of Object.entries(columns)) {
    for (const id of [column.id, ...column.nestedIds]) {
      const owner = owners.get(id);
      if (owner !== undefined) throw fieldIdRetired(table, id, owner, name);
    }
  }
}

function metricsProperties(columns: Columns): Record<string, string> {
  const exceptions = Object.entries(columns).filter(([, column]) => column.metrics !== 'truncate(16)');
  return Object.fromEntries(
    exceptions.map(([name, column]) => [`write.metadata.metrics.column.${name}`, column.metrics]),
  );
}
