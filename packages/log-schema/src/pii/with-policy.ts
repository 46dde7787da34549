import type { Column, Columns } from '../column.ts';
import type { AnyTable, Table } from '../define-table.ts';
import { columnUnknown } from '../errors.ts';
import type { Hashed, Masked } from './mask-text.ts';
import type { PiiAction } from './pii-action.ts';
import type { PiiPolicy } from './pii-policy.ts';

/** Actions by column of a table. */
export type ColumnPolicies<C extends Columns> = { readonly [Name in keyof C]?: PiiAction };

type KeptValue<Value, Action> = Action extends 'drop' ? never : Action extends 'hash' ? Hashed : Action extends 'mask' ? Masked : Value;

/** A column under an action: of a dropped one every value is null, a hashed or masked one says so in its type. */
export type KeptColumn<C, Action> = C extends Column<infer Value, infer Nullable, infer Type>
  ? Column<KeptValue<Value, Action>, Action extends 'drop' ? true : Nullable, Type>
  : never;

/** Columns of a table under a policy. */
export type KeptColumns<C extends Columns, P> = { readonly [Name in keyof C]: Name extends keyof P ? KeptColumn<C[Name], P[Name]> : C[Name] };

/**
 * A table whose types say what its policy keeps: `RowOf` has null for a dropped column, `Hashed` and `Masked` for the others. Queries on it are
 * those on the table itself.
 *
 * @throws LogexError `schema/column-unknown` (usage).
 */
export function withPolicy<C extends Columns, const P extends ColumnPolicies<C>>(table: Table<C>, policies: P): Table<KeptColumns<C, P>> {
  const unknown = Object.keys(policies).find((name) => !Object.hasOwn(table.columns, name));
  if (unknown !== undefined) throw columnUnknown(table.name, unknown, Object.keys(table.columns));
  const columns = Object.entries(table.columns).map(([name, column]) => {
    const policy: PiiAction | undefined = policies[name];
    return [name, policy === undefined ? column : Object.freeze({ ...column, policy })] as const;
  });
  return Object.freeze({ ...table, columns: Object.freeze(Object.fromEntries(columns)) }) as never;
}

/** The policy that the columns of a table say. */
export function policyOfTable(table: AnyTable): PiiPolicy {
  const chosen = Object.entries(table.columns).flatMap(([name, { policy }]) => (policy === undefined ? [] : [[name, policy] as const]));
  return { columns: Object.fromEntries(chosen) };
}
