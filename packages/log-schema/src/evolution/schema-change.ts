/** Who reads what a schema describes. */
export const consumers = ['iceberg', 'spark', 'clickhouse', 'typescript'] as const;

/** One of {@link consumers}. */
export type Consumer = (typeof consumers)[number];

/** A change that can be told from two records of a schema. */
export type ChangeKind =
  | 'table-added'
  | 'table-dropped'
  | 'column-added'
  | 'required-column-added'
  | 'column-dropped'
  | 'id-not-retired'
  | 'column-renamed'
  | 'id-reused'
  | 'id-changed'
  | 'id-not-next'
  | 'type-widened'
  | 'type-changed'
  | 'made-optional'
  | 'made-required'
  | 'columns-reordered'
  | 'doc-changed'
  | 'low-cardinality-changed'
  | 'policy-changed'
  | 'partitions-changed'
  | 'sort-order-changed'
  | 'hot-order-changed'
  | 'hot-retention-changed'
  | 'property-changed'
  | 'aggregate-changed'
  | 'aggregate-extended'
  | 'format-changed'
  | 'format-unversioned';

/** One difference between two versions of a schema. */
export interface SchemaChange {
  readonly kind: ChangeKind;
  /** What is changed: a table, `table.column`, `table.property`, or a format. */
  readonly subject: string;
  /** What it was, for people; absent where it was not there. */
  readonly from?: string;
  /** What it is, for people; absent where it is gone. */
  readonly to?: string;
  /** Whether the column is a partition, or in the sort order of the hot table. */
  readonly isKey?: boolean;
}

/** Name of a change, by which it is declared: kind and subject. */
export function changeName({ kind, subject }: SchemaChange): string {
  return `${kind} ${subject}`;
}
