import type { ConditionNode } from '../nodes/condition-node.ts';
import type { ParameterValue } from '../nodes/parameter-node.ts';

/** What runs: text with placeholders, and the values beside it. Frozen plain data. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/**
 * Where rows are read. `cold`: the Iceberg table; `hot`: the MergeTree table with the newest days; `spanning`: both,
 * each row once.
 */
export type Tier = 'cold' | 'hot' | 'spanning';

/** What a query may be compiled for. */
export interface CompileOptions {
  /**
   * Database that holds the table.
   * @default the namespace of the table, `analytics`
   */
  readonly database?: string;
  /**
   * Tier of the tables that have a hot one.
   * @default 'cold'
   */
  readonly tier?: Tier;
  /**
   * Names of the tables that have a hot tier.
   * @default ['logs']
   */
  readonly hotTables?: readonly string[];
  /**
   * Conditions that every row read must meet, by full table name; a table without any may not be read.
   * @default none; every table may be read
   */
  readonly scope?: ReadonlyMap<string, readonly ConditionNode[]>;
}
