import type { AnyTable } from '../define-table.ts';
import { alterationNotPossible } from '../errors.ts';
import { qualifiedName, writeOrder } from '../targets/spark/create-table.ts';
import { quoteIdentifier, quoteText } from '../targets/spark/dialect.ts';
import { compareTables } from './compare-tables.ts';
import { recordTable } from './record-schema.ts';
import { knownIds } from './recorded-table.ts';
import type { RecordedTable } from './recorded-schema.ts';

/** What {@link sparkAlterations} takes. */
export interface SparkAlterationOptions {
  /** Catalog name in the Spark session. */
  readonly catalog: string;
  /**
   * Highest field id that the table ever had: `last-column-id` of its metadata.
   * @default the highest one of the record
   */
  readonly lastColumnId?: number;
}

/**
 * Statements that make a table what it is defined as by now, for Spark with Iceberg, in order. ADD COLUMN gives the next field id; ids that
 * no column has any more are used up by a column that is dropped at once, so that every engine has the same ids.
 *
 * @throws LogexError `schema/alteration-not-possible` (usage) for changes that no statement can make.
 */
export function sparkAlterations(from: RecordedTable, to: AnyTable, options: SparkAlterationOptions): string[] {
  const changes = compareTables(from, recordTable(to));
  const alter = (what: string): string => `ALTER TABLE ${qualifiedName(to, options.catalog)} ${what}`;
  const order = columnOrder(from, to, options, alter);
  const columnOf = (subject: string): string => subject.slice(from.name.length + 1);
  const quoted = (subject: string): string => quoteIdentifier(columnOf(subject));
  const after = changes.flatMap((change): string[] => {
    switch (change.kind) {
      case 'type-widened':
        return [alter(`ALTER COLUMN ${quoted(change.subject)} TYPE ${to.columns[columnOf(change.subject)]?.type.spark}`)];
      case 'made-optional':
        return [alter(`ALTER COLUMN ${quoted(change.subject)} DROP NOT NULL`)];
      case 'partitions-changed':
        return partitionChanges(from, to).map(alter);
      case 'property-changed':
        return [alter(change.to === undefined ? `UNSET TBLPROPERTIES IF EXISTS (${quoteText(columnOf(change.subject))})` : `SET TBLPROPERTIES (${quoteText(columnOf(change.subject))} = ${quoteText(change.to)})`)];
      case 'doc-changed':
        return change.subject === from.name
          ? [alter(`SET TBLPROPERTIES ('comment' = ${quoteText(to.doc)})`)]
          : [alter(`ALTER COLUMN ${quoted(change.subject)} COMMENT ${quoteText(to.columns[columnOf(change.subject)]?.doc ?? '')}`)];
      default:
        return [];
    }
  });
  const sort = changes.some(({ kind }) => kind === 'sort-order-changed') ? writeOrder(to, options.catalog) : undefined;
  return [...order, ...after, ...(sort === undefined ? [] : [sort])];
}

/** Refuses what cannot be done in place, renames, drops, adds in the order of ids, and puts columns in their order. */
function columnOrder(from: RecordedTable, to: AnyTable, options: SparkAlterationOptions, alter: (what: string) => string): string[] {
  refuseImpossible(from, to, 'Spark');
  const statements: string[] = [];
  const wanted = new Map(Object.entries(to.columns).map(([name, column]) => [column.id, { name, column }]));
  const renames = Object.entries(from.columns).flatMap(([name, { id }]) => {
    const now = wanted.get(id)?.name;
    return now === undefined || now === name ? [] : [{ name, now }];
  });
  for (const { name, now } of renames) statements.push(alter(`RENAME COLUMN ${quoteIdentifier(name)} TO ${quoteIdentifier(now)}`));
  const dropped = Object.entries(from.columns).filter(([, { id }]) => !wanted.has(id)).map(([name]) => name);
  for (const name of dropped) statements.push(alter(`DROP COLUMN ${quoteIdentifier(name)}`));
  const names = Object.keys(from.columns).filter((name) => !dropped.includes(name)).map((name) => renames.find((rename) => rename.name === name)?.now ?? name);

  const existing = new Set(Object.values(from.columns).map(({ id }) => id));
  const last = options.lastColumnId ?? Math.max(...knownIds(from));
  const added = [...wanted.values()].filter(({ column }) => !existing.has(column.id)).sort((a, b) => a.column.id - b.column.id);
  const order = Object.keys(to.columns);
  let next = last + 1;
  for (const { name, column } of added) {
    if (column.id < next) throw alterationNotPossible(to.name, `give the new column '${name}' the field id ${column.id}: the next one is ${next}`, 'Spark');
    for (; next < column.id; next += 1) statements.push(...useUp(next, alter));
    const before = order.slice(0, order.indexOf(name)).findLast((other) => names.includes(other));
    const place = before === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(before)}`;
    statements.push(alter(`ADD COLUMN ${quoteIdentifier(name)} ${column.type.spark} COMMENT ${quoteText(column.doc)} ${place}`));
    names.splice(before === undefined ? 0 : names.indexOf(before) + 1, 0, name);
    next += 1 + column.nestedIds.length;
  }
  return [...statements, ...moves(names, order, alter)];
}

function useUp(id: number, alter: (what: string) => string): string[] {
  const name = quoteIdentifier(`${usedUpPrefix}${id}`);
  return [alter(`ADD COLUMN ${name} INT`), alter(`DROP COLUMN ${name}`)];
}

/** Begin of the names of columns that only use up a field id. */
export const usedUpPrefix = 'logex_used_up_';

function moves(names: string[], order: readonly string[], alter: (what: string) => string): string[] {
  const statements: string[] = [];
  for (const [index, name] of order.entries()) {
    if (names[index] === name) continue;
    const before = order[index - 1];
    statements.push(alter(`ALTER COLUMN ${quoteIdentifier(name)} ${before === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(before)}`}`));
    names.splice(names.indexOf(name), 1);
    names.splice(index, 0, name);
  }
  return statements;
}

function partitionChanges(from: RecordedTable, to: AnyTable): string[] {
  return [
    ...from.partitionBy.filter((name) => !to.partitionBy.includes(name)).map((name) => `DROP PARTITION FIELD ${quoteIdentifier(name)}`),
    ...to.partitionBy.filter((name) => !from.partitionBy.includes(name)).map((name) => `ADD PARTITION FIELD ${quoteIdentifier(name)}`),
  ];
}

const impossible = new Set(['required-column-added', 'id-reused', 'id-changed', 'type-changed', 'made-required', 'id-not-retired']);

/** Throws for changes that would need data to be written anew, or that would show values of another column. */
export function refuseImpossible(from: RecordedTable, to: AnyTable, engine: string): void {
  const change = compareTables(from, recordTable(to)).find(({ kind }) => impossible.has(kind));
  if (change) throw alterationNotPossible(to.name, `make the change '${change.kind}' of '${change.subject}' (${change.from ?? 'nothing'} → ${change.to ?? 'nothing'})`, engine);
}
