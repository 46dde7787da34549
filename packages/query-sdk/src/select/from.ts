import { schemaTables, type SchemaTableName, type SchemaTables } from './schema-tables.ts';
import type { Columns, Table } from '@logex/log-schema';
import { tableUnknown } from '../errors.ts';
import type { QueryRunner } from '../query.ts';
import { selectFrom, type SelectQuery } from './select-query.ts';
import type { FirstRange } from './time-columns.ts';

/** Begins a query on a table of the schema by its name, or on any table that `defineTable` made. */
export interface From {
  <Name extends SchemaTableName>(name: Name): SelectQuery<SchemaTables[Name]['columns'], {}, FirstRange<SchemaTables[Name]['columns']>>;
  <C extends Columns>(table: Table<C>): SelectQuery<C, {}, FirstRange<C>>;
}

/** A {@link From} whose queries run on `runner`. */
export function fromOn(runner?: QueryRunner): From {
  return ((source: string | Table) => {
    if (typeof source !== 'string') return selectFrom(source, runner);
    if (!Object.hasOwn(schemaTables, source)) throw tableUnknown(source, Object.keys(schemaTables));
    return selectFrom(schemaTables[source as SchemaTableName] as unknown as Table, runner);
  }) as From;
}

/**
 * Begins a query that belongs to no client: compile it, or hand it to `client.execute`.
 *
 * @throws LogexError `query/table-unknown` (usage).
 */
export const from: From = fromOn();
