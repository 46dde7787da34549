import type { AnyTable } from '../define-table.ts';
import { mergeTreeColumn, mergeTreeTable, retentionOf } from '../targets/clickhouse/create-table.ts';
import { quoteIdentifier, quoteText } from '../targets/clickhouse/dialect.ts';
import { hotKeepDays, hotTierNames, hotTierStatements, spanningView, type HotTierOptions } from '../targets/clickhouse/hot-tier.ts';
import { compareTables } from './compare-tables.ts';
import { recordTable } from './record-schema.ts';
import type { RecordedTable } from './recorded-schema.ts';
import { isBreaking, verdictsOf } from './verdicts.ts';
import type { ChangeKind, SchemaChange } from './schema-change.ts';

const rebuildKinds: ReadonlySet<ChangeKind> = new Set(['required-column-added', 'id-reused', 'id-changed', 'type-changed', 'made-required', 'partitions-changed', 'hot-order-changed']);

/** Whether the hot table cannot be changed in place. It is a copy of newer days: it is then made anew, and days are read cold meanwhile. */
const needsRebuild = (change: SchemaChange): boolean =>
  rebuildKinds.has(change.kind) || (change.isKey === true && isBreaking(change) && !verdictsOf(change).clickhouse.safe);

/**
 * Statements that make the hot tier of a table what the table is defined as by now, in order: ALTERs that may be repeated, or, where no
 * ALTER can do it, a hot table that is made anew and filled by the next refresh. Last the view over both tiers.
 */
export function clickhouseAlterations(from: RecordedTable, to: AnyTable, options: HotTierOptions = {}): string[] {
  const { database = to.namespace, expires = true } = options;
  const changes = compareTables(from, recordTable(to));
  const named = (name: string): string => `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;
  const names = hotTierNames(to.name);
  const hasTier = to.partitionBy[0] === 'partition_date';
  if (changes.some(needsRebuild)) {
    return [
      ...(hasTier ? [`TRUNCATE TABLE IF EXISTS ${named(names.watermark)}`, `TRUNCATE TABLE IF EXISTS ${named(names.days)}`] : []),
      `DROP TABLE IF EXISTS ${named(names.hot)} SYNC`,
      ...(hasTier ? hotTierStatements(to, { database, expires }) : [mergeTreeTable({ ...to, namespace: database }, { name: names.hot, ...(expires ? {} : { keepDays: 'all' }) })]),
    ];
  }
  const keepDays = expires ? hotKeepDays(to) : undefined;
  const statements = changes.flatMap((change) => alterationsOf(change, from, to, keepDays)).map((what) => `ALTER TABLE ${named(names.hot)} ${what}`);
  const isSeen = changes.some(({ kind }) => viewKinds.has(kind));
  return [...statements, ...(isSeen && hasTier ? [spanningView(to, { database, expires })] : [])];
}

const viewKinds: ReadonlySet<ChangeKind> = new Set(['column-added', 'column-dropped', 'column-renamed', 'columns-reordered', 'hot-retention-changed']);

function alterationsOf(change: SchemaChange, from: RecordedTable, to: AnyTable, keepDays: number | undefined): string[] {
  const name = change.subject.slice(from.name.length + 1);
  switch (change.kind) {
    case 'column-added': {
      const order = Object.keys(to.columns);
      const before = order[order.indexOf(name) - 1];
      return [`ADD COLUMN IF NOT EXISTS ${mergeTreeColumn(to, name)} ${before === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(before)}`}`];
    }
    case 'column-dropped':
      return [`DROP COLUMN IF EXISTS ${quoteIdentifier(name)}`];
    case 'column-renamed':
      return [`RENAME COLUMN IF EXISTS ${quoteIdentifier(change.from ?? '')} TO ${quoteIdentifier(name)}`];
    case 'type-widened':
    case 'made-optional':
    case 'low-cardinality-changed':
      return [`MODIFY COLUMN IF EXISTS ${mergeTreeColumn(to, name)}`];
    case 'doc-changed':
      return change.subject === from.name ? [`MODIFY COMMENT ${quoteText(to.doc)}`] : [`COMMENT COLUMN IF EXISTS ${quoteIdentifier(name)} ${quoteText(to.columns[name]?.doc ?? '')}`];
    case 'hot-retention-changed': {
      const retention = keepDays === undefined ? undefined : retentionOf(to, keepDays);
      return retention === undefined ? [] : [`MODIFY ${retention}`];
    }
    default:
      return [];
  }
}
