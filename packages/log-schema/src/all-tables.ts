import { aggregates } from './aggregates/index.ts';
import type { AnyTable } from './define-table.ts';
import { baseTables } from './tables/index.ts';

/** Every table of the schema, in the order in which they are created: those that ingest writes, then the aggregates. */
export const allTables: readonly AnyTable[] = [...baseTables, ...aggregates.map(({ table }) => table)];
