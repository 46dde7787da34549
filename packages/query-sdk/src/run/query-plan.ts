import type { CompiledQuery } from '../compile/compiled-query.ts';

/** One partition that a query would read. */
export interface PlannedPartition {
  /** Day of the partition. */
  readonly day: string;
  /** Relation that it is read from: the Iceberg table or the hot table. */
  readonly relation: string;
  readonly rows: number;
  /** Files or parts that hold it. */
  readonly files: number;
  /** Their size in bytes, all columns: the most that would be read. */
  readonly bytes: number;
}

/** What a query would read. */
export interface QueryPlan extends CompiledQuery {
  /** Partitions within the range of time; undefined for SQL of your own, and on a table without partitions of days. */
  readonly partitions: readonly PlannedPartition[] | undefined;
  /** Rows of the partitions. */
  readonly rows: number | undefined;
  /** Bytes of the partitions, the most that would be read: a query reads the columns that it names only. */
  readonly bytes: number | undefined;
}
