import type { Column, Columns, ColumnTypeName, ColumnValue } from '@logex/log-schema';
import type { Term, TermValue } from './term.ts';

/** Names of the columns of a table. */
export type ColumnName<C extends Columns> = keyof C & string;

/** What a column gives in a row. */
export type ValueIn<C extends Columns, Name extends ColumnName<C>> = ColumnValue<C[Name]>;

/** Name of the logical type of a column. */
export type TypeIn<C extends Columns, Name extends ColumnName<C>> = ColumnTypeName<C[Name]>;

/** Names of the columns whose value, null apart, is a `Kind`. */
export type NamesOf<C extends Columns, Kind> = {
  [Name in ColumnName<C>]: NonNullable<ValueIn<C, Name>> extends Kind ? Name : never;
}[ColumnName<C>];

/** Names of the columns that may be null. */
export type NullableNames<C extends Columns> = {
  [Name in ColumnName<C>]: C[Name] extends Column<unknown, true> ? Name : never;
}[ColumnName<C>];

/** Terms by the name that they get in the result. */
export type Selection = Readonly<Record<string, Term<unknown>>>;

/** The part of a row that a selection gives. */
export type SelectionRow<S extends Selection> = { -readonly [Alias in keyof S]: TermValue<S[Alias]> };

/** Shows an intersection as one object type, so that hovers and errors are readable. */
export type Flat<Row> = { [Name in keyof Row]: Row[Name] } & {};
