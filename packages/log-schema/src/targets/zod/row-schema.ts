import { z } from 'zod';
import type { Table } from '../../define-table.ts';
import type { Column, Columns } from '../../column.ts';
import type { RowOf } from '../../row-type.ts';

/**
 * Validator of one row of a table, strict: an unknown member is an error. Nullable columns may be null, and may not be absent.
 * Use it for records that a service emits itself.
 */
export function rowSchema<C extends Columns>(table: Table<C>): z.ZodType<RowOf<Table<C>>> {
  const shape = Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [
      name,
      validatorOf(column).describe(column.doc),
    ]),
  );
  return z.strictObject(shape) as unknown as z.ZodType<RowOf<Table<C>>>;
}

/** A column that its policy drops holds nothing. */
function validatorOf({ type, nullable, policy }: Column): z.ZodType {
  if (policy === 'drop') return z.null();
  return nullable ? type.zod.nullable() : type.zod;
}
