import { aggregates, type AnyTable } from '@logex/log-schema';
import { lineRows, withReader, withTables, type LineRows, type Row } from '../../__fixtures__/table-rows.ts';
import { aggregate } from '../../aggregate/aggregate.ts';
import { ingest } from '../../ingest/ingest.ts';
import { sparkAggregate } from '../../spark/spark-aggregate.ts';
import { sparkIngest } from '../../spark/spark-ingest.ts';
import type { SparkRunner } from '../../spark/spark-runner.ts';

/** What both engines made of the same input, in one form: as the embedded engine reads it. */
export interface Outcome {
  readonly lines: LineRows;
  /** Rows of each aggregate, in a fixed order. */
  readonly aggregates: Readonly<Record<string, Row[]>>;
}

/** An engine that works on a warehouse. */
export interface Worker {
  readonly ingest: (input: readonly string[], warehouse: string) => Promise<void>;
  readonly aggregate: (warehouse: string) => Promise<void>;
}

/** The embedded engine. */
export const embedded: Worker = {
  ingest: async (input, warehouse) => void (await ingest({ input, warehouse })),
  aggregate: async (warehouse) => void (await aggregate({ warehouse })),
};

/** Spark, in a JVM that stays open. */
export function sparkWorker(runner: SparkRunner): Worker {
  const options = (warehouse: string) => ({ catalog: { type: 'hadoop', warehouse }, runner }) as const;
  return {
    ingest: async (input, warehouse) => void (await sparkIngest({ ...options(warehouse), input })),
    aggregate: async (warehouse) => void (await sparkAggregate(options(warehouse))),
  };
}

/** Everything that stands in a warehouse, but for batches and moments of the run. */
export function outcomeOf(warehouse: string): Promise<Outcome> {
  return withReader(async (engine) => {
    const { logs, rejected } = await lineRows(engine, warehouse);
    const tables: Record<string, Row[]> = {};
    for (const { table } of aggregates as readonly { readonly table: AnyTable }[]) {
      const select = `SELECT * FROM {${table.name}} ORDER BY ${Object.keys(table.columns).map((name) => `\`${name}\``).join(', ')}`;
      tables[table.name] = await engine.rows<Row>(withTables(warehouse, select));
    }
    return { lines: { logs: logs.map(withoutBatch), rejected: rejected.map(withoutBatch).map(withoutFault) }, aggregates: tables };
  });
}

const withoutBatch = ({ ingest_batch: _batch, ...row }: Row): Row => row;

/** What is wrong with a file is told in the words of who unpacks it; the reasons are the same. */
const withoutFault = (row: Row): Row => (Number(row['ingest_line']) === 0 ? { ...row, detail: null } : row);

/** Rows of two outcomes that differ, at most `most` of them, each under the file and line that it is of. */
export function differences(ours: readonly Row[], theirs: readonly Row[], most = 5): object[] {
  const place = (row: Row): string => `${String(row['ingest_file'])}:${String(row['ingest_line'])}`;
  const text = (row: Row | undefined): string | undefined => (row === undefined ? undefined : JSON.stringify(sorted(row)));
  const others = new Map(theirs.map((row) => [place(row), row]));
  const places = new Set([...ours, ...theirs].map(place));
  const own = new Map(ours.map((row) => [place(row), row]));
  return [...places].filter((at) => text(own.get(at)) !== text(others.get(at))).slice(0, most).map((at) => ({ at, ours: own.get(at), theirs: others.get(at) }));
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
    : value;
