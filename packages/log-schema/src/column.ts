import type { PiiAction } from './pii/pii-action.ts';
import type { LogicalType, NestedFieldIds } from './types/logical-type.ts';

/** How exact the file statistics of a column are. Source: Iceberg table property `write.metadata.metrics.column.*`. */
export type ColumnMetrics = 'none' | 'counts' | 'truncate(16)' | 'full';

/** What a column says of itself besides its type. */
export interface ColumnOptions {
  /** Iceberg field id: unique in the table, never used again for another column. */
  readonly id: number;
  /** One sentence on what the column holds. */
  readonly doc: string;
  /**
   * Field ids of the parts of a nested type (key and value of a dictionary).
   * @default none; a nested type must give them
   */
  readonly nestedIds?: NestedFieldIds;
  /**
   * How much Iceberg keeps on this column for each file.
   * @default 'truncate(16)'
   */
  readonly metrics?: ColumnMetrics;
  /**
   * Whether a MergeTree table keeps few distinct values of it as a dictionary.
   * @default false
   */
  readonly lowCardinality?: boolean;
  /**
   * Names that the column had before. A migration renames a column of a table only from one of these.
   * @default none
   */
  readonly formerly?: readonly string[];
}

/** One column of a table. Made by {@link required} or {@link optional}. */
export interface Column<Value = unknown, Nullable extends boolean = boolean, Type extends string = string> {
  readonly type: LogicalType<Value, Type>;
  readonly nullable: Nullable;
  readonly id: number;
  readonly doc: string;
  readonly nestedIds: NestedFieldIds;
  readonly metrics: ColumnMetrics;
  readonly lowCardinality: boolean;
  readonly formerly: readonly string[];
  /** How values are kept that tell of a person; absent where they are kept as they are. Set by `withPolicy`. */
  readonly policy?: PiiAction;
}

/** The columns of a table, by name, in order. */
export type Columns = Readonly<Record<string, Column>>;

function column<Value, Nullable extends boolean, Type extends string>(
  type: LogicalType<Value, Type>,
  nullable: Nullable,
  options: ColumnOptions,
): Column<Value, Nullable, Type> {
  return Object.freeze({
    type,
    nullable,
    id: options.id,
    doc: options.doc,
    nestedIds: options.nestedIds ?? [],
    metrics: options.metrics ?? 'truncate(16)',
    lowCardinality: options.lowCardinality ?? false,
    formerly: options.formerly ?? [],
  });
}

/** A column that every row has a value for. */
export function required<Value, Type extends string>(type: LogicalType<Value, Type>, options: ColumnOptions): Column<Value, false, Type> {
  return column(type, false, options);
}

/** A column that may be null. */
export function optional<Value, Type extends string>(type: LogicalType<Value, Type>, options: ColumnOptions): Column<Value, true, Type> {
  return column(type, true, options);
}
