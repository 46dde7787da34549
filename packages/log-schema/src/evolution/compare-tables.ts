import { knownIds } from './recorded-table.ts';
import type { RecordedColumn, RecordedTable } from './recorded-schema.ts';
import type { SchemaChange } from './schema-change.ts';

/** A column with its name. */
interface NamedColumn extends RecordedColumn {
  readonly name: string;
}

/** Types that hold every value of another one. Source: Iceberg specification, "Schema Evolution", valid type promotions. */
const wider: Readonly<Record<string, readonly string[]>> = { integer: ['long'] };

const namedColumns = (table: RecordedTable): NamedColumn[] => Object.entries(table.columns).map(([name, column]) => ({ ...column, name }));

/** Columns that a MergeTree table cannot change in place: it is divided and sorted by them. */
const keysOf = (table: RecordedTable): Set<string> => new Set([...table.partitionBy, ...table.hot.orderBy]);

/** A column in words: `optional text`. */
export const columnText = ({ required, type }: RecordedColumn): string => `${required ? 'required' : 'optional'} ${type}`;

/** What changed between two records of one table, in an order that does not depend on how they are written. */
export function compareTables(from: RecordedTable, to: RecordedTable): SchemaChange[] {
  const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
  const listChange = (kind: SchemaChange['kind'], before: readonly string[], after: readonly string[]): SchemaChange[] =>
    list(before) === list(after) ? [] : [{ kind, subject: from.name, from: list(before), to: list(after) }];
  return [
    ...keptColumns(from, to),
    ...newColumns(from, to),
    ...orderChanges(from, to),
    ...listChange('partitions-changed', renamed(from, to, from.partitionBy), to.partitionBy),
    ...listChange('sort-order-changed', renamed(from, to, from.sortBy), to.sortBy),
    ...listChange('hot-order-changed', renamed(from, to, from.hot.orderBy), to.hot.orderBy),
    ...(from.hot.ttlDays === to.hot.ttlDays ? [] : [{ kind: 'hot-retention-changed', subject: from.name, from: `${from.hot.ttlDays} days`, to: `${to.hot.ttlDays} days` } as const]),
    ...(from.doc === to.doc ? [] : [{ kind: 'doc-changed', subject: from.name, from: from.doc, to: to.doc } as const]),
    ...propertyChanges(from, to),
  ];
}

/** Names of columns as they are by now; a column that is gone keeps its name. */
function renamed(from: RecordedTable, to: RecordedTable, names: readonly string[]): string[] {
  const now = new Map(namedColumns(to).map((column) => [column.id, column.name]));
  return names.map((name) => now.get(from.columns[name]?.id ?? -1) ?? name);
}

function keptColumns(from: RecordedTable, to: RecordedTable): SchemaChange[] {
  const now = new Map(namedColumns(to).map((column) => [column.id, column]));
  const keys = keysOf(from);
  return namedColumns(from).flatMap((before) => {
    const isKey = keys.has(before.name) ? { isKey: true } : {};
    const after = now.get(before.id);
    return (after === undefined ? goneColumn(from, to, before) : changedColumn(from.name, before, after)).map((change) => ({ ...change, ...isKey }));
  });
}

function goneColumn(from: RecordedTable, to: RecordedTable, before: NamedColumn): SchemaChange[] {
  const subject = `${from.name}.${before.name}`;
  const sameName = to.columns[before.name];
  if (sameName && !knownIds(from).includes(sameName.id)) return [{ kind: 'id-changed', subject, from: `id ${before.id}`, to: `id ${sameName.id}` }];
  const kept = new Set(Object.values(to.retired ?? {}).flat());
  const isRetired = [before.id, ...(before.nestedIds ?? [])].every((id) => kept.has(id));
  return [
    { kind: 'column-dropped', subject, from: columnText(before) },
    ...(isRetired ? [] : [{ kind: 'id-not-retired', subject, from: `id ${[before.id, ...(before.nestedIds ?? [])].join(', ')}` } as const]),
  ];
}

function changedColumn(table: string, before: NamedColumn, after: NamedColumn): SchemaChange[] {
  const subject = `${table}.${after.name}`;
  const isWider = wider[before.type]?.includes(after.type) ?? false;
  const isRenamed = before.name !== after.name;
  if (isRenamed && !(after.formerly ?? []).includes(before.name)) {
    return [{ kind: 'id-reused', subject, from: `${before.name}, id ${before.id}`, to: columnText(after) }];
  }
  const changes: SchemaChange[] = [];
  if (isRenamed) changes.push({ kind: 'column-renamed', subject, from: before.name, to: after.name });
  if (before.type !== after.type) changes.push({ kind: isWider ? 'type-widened' : 'type-changed', subject, from: before.type, to: after.type });
  const [oldIds, newIds] = [before, after].map(({ nestedIds = [] }) => nestedIds.join(', '));
  if (before.type === after.type && oldIds !== newIds) changes.push({ kind: 'id-changed', subject, from: `ids ${oldIds}`, to: `ids ${newIds}` });
  if (before.required !== after.required) changes.push({ kind: after.required ? 'made-required' : 'made-optional', subject, from: columnText(before), to: columnText(after) });
  if (before.policy !== after.policy) changes.push({ kind: 'policy-changed', subject, from: before.policy ?? 'kept', to: after.policy ?? 'kept' });
  if (before.lowCardinality !== after.lowCardinality) changes.push({ kind: 'low-cardinality-changed', subject, from: few(before), to: few(after) });
  if (before.doc !== after.doc) changes.push({ kind: 'doc-changed', subject, from: before.doc, to: after.doc });
  return changes;
}

const few = ({ lowCardinality }: RecordedColumn): string => (lowCardinality ? 'few values' : 'any values');

function newColumns(from: RecordedTable, to: RecordedTable): SchemaChange[] {
  const before = new Set(Object.values(from.columns).map(({ id }) => id));
  const taken = new Set(knownIds(from));
  const highest = Math.max(0, ...taken);
  return namedColumns(to).filter(({ id }) => !before.has(id)).flatMap((column): SchemaChange[] => {
    const subject = `${from.name}.${column.name}`;
    const former = Object.entries(from.retired ?? {}).find(([, ids]) => ids.includes(column.id))?.[0];
    if (taken.has(column.id)) return [{ kind: 'id-reused', subject, from: `${former ?? 'part of a column'}, id ${column.id}`, to: columnText(column) }];
    const sameName = from.columns[column.name];
    const isMoved = sameName !== undefined && !Object.values(to.columns).some(({ id }) => id === sameName.id);
    return [
      ...(isMoved ? [] : [{ kind: column.required ? 'required-column-added' : 'column-added', subject, to: columnText(column) } as const]),
      ...(column.id > highest ? [] : [{ kind: 'id-not-next', subject, from: `ids to ${highest}`, to: `id ${column.id}` } as const]),
    ];
  });
}

function orderChanges(from: RecordedTable, to: RecordedTable): SchemaChange[] {
  const place = new Map(namedColumns(to).map(({ id }, index) => [id, index]));
  const places = namedColumns(from).flatMap(({ id }) => place.get(id) ?? []);
  const isSame = places.every((at, index) => index === 0 || at > (places[index - 1] ?? 0));
  return isSame ? [] : [{ kind: 'columns-reordered', subject: from.name }];
}

function propertyChanges(from: RecordedTable, to: RecordedTable): SchemaChange[] {
  const keys = [...new Set([...Object.keys(from.properties), ...Object.keys(to.properties)])].sort();
  return keys.filter((key) => from.properties[key] !== to.properties[key]).map((key) => ({
    kind: 'property-changed',
    subject: `${from.name} ${key}`,
    ...(from.properties[key] === undefined ? {} : { from: from.properties[key] }),
    ...(to.properties[key] === undefined ? {} : { to: to.properties[key] }),
  }));
}
