import type { AnyTable } from '../define-table.ts';
import { alterationNotPossible } from '../errors.ts';
import { icebergSchema, icebergSortOrder, type IcebergSchemaJson, type IcebergSortOrderJson } from '../targets/iceberg/schema-json.ts';
import { compareTables } from './compare-tables.ts';
import { recordTable } from './record-schema.ts';
import type { RecordedTable } from './recorded-schema.ts';
import { refuseImpossible } from './alter-spark.ts';
import type { ChangeKind } from './schema-change.ts';

/** One change of table metadata, in the words of the Iceberg REST catalog. An id of -1 means the one that was just added. */
export type IcebergUpdate =
  | { readonly action: 'add-schema'; readonly schema: IcebergSchemaJson; readonly 'last-column-id': number }
  | { readonly action: 'set-current-schema'; readonly 'schema-id': -1 }
  | { readonly action: 'add-sort-order'; readonly 'sort-order': IcebergSortOrderJson }
  | { readonly action: 'set-default-sort-order'; readonly 'sort-order-id': -1 }
  | { readonly action: 'set-properties'; readonly updates: Readonly<Record<string, string>> }
  | { readonly action: 'remove-properties'; readonly removals: readonly string[] };

const schemaKinds: ReadonlySet<ChangeKind> = new Set(['column-added', 'column-dropped', 'column-renamed', 'type-widened', 'made-optional', 'columns-reordered']);

/**
 * The changes of metadata that make a table what it is defined as by now, with the field ids of its definition. All of them are one
 * commit. No data file is touched.
 *
 * @throws LogexError `schema/alteration-not-possible` (usage) for changes that metadata alone cannot make, and for other partitions.
 */
export function icebergUpdates(from: RecordedTable, to: AnyTable): IcebergUpdate[] {
  refuseImpossible(from, to, 'Iceberg');
  const changes = compareTables(from, recordTable(to));
  const partitions = changes.find(({ kind }) => kind === 'partitions-changed');
  if (partitions) throw alterationNotPossible(to.name, `change its partitions from ${partitions.from} to ${partitions.to}: jobs replace rows by partition`, 'Iceberg');
  const isOfColumn = (subject: string): boolean => subject.startsWith(`${to.name}.`);
  const hasSchema = changes.some(({ kind, subject }) => schemaKinds.has(kind) || (kind === 'doc-changed' && isOfColumn(subject)));
  const hasOrder = changes.some(({ kind }) => kind === 'sort-order-changed');
  const properties = changes.filter(({ kind }) => kind === 'property-changed').map(({ subject, to: value }) => ({ key: subject.slice(to.name.length + 1), value }));
  const set = properties.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const]));
  const removed = properties.flatMap(({ key, value }) => (value === undefined ? [key] : []));
  const schema = icebergSchema(to);
  const last = Math.max(...Object.values(to.columns).flatMap(({ id, nestedIds }) => [id, ...nestedIds]), ...Object.values(to.retired).flat());
  return [
    ...(hasSchema ? [{ action: 'add-schema', schema, 'last-column-id': last } as const, { action: 'set-current-schema', 'schema-id': -1 } as const] : []),
    ...(hasOrder ? [{ action: 'add-sort-order', 'sort-order': icebergSortOrder(to) } as const, { action: 'set-default-sort-order', 'sort-order-id': -1 } as const] : []),
    ...(set.length > 0 ? [{ action: 'set-properties', updates: Object.fromEntries(set) } as const] : []),
    ...(removed.length > 0 ? [{ action: 'remove-properties', removals: removed } as const] : []),
  ];
}

