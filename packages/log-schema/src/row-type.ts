import type { Column } from './column.ts';
import type { Table } from './define-table.ts';

/** What TypeScript sees of one column. */
export type ColumnValue<C> = C extends Column<infer Value, infer Nullable>
  ? Nullable extends true
    ? Value | null
    : Value
  : never;

/** Name of the logical type of a column. */
export type ColumnTypeName<C> = C extends Column<unknown, boolean, infer Type> ? Type : never;

/**
 * The row of a table, inferred from its definition: `RowOf<typeof logs>`.
 * Nullable columns are `Value | null`, never absent.
 */
export type RowOf<T> = T extends Table<infer C> ? { [Name in keyof C]: ColumnValue<C[Name]> } : never;
