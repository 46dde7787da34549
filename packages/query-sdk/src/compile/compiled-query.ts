import type { ParameterValue } from '../nodes/parameter-node.ts';

/** What runs: text with placeholders, and the values beside it. Frozen plain data. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** What a query may be compiled for. */
export interface CompileOptions {
  /**
   * Database that holds the table.
   * @default the namespace of the table, `analytics`
   */
  readonly database?: string;
}
