import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { ClickHouseSettings } from '@clickhouse/client';
import { openEmbeddedEngine, type EmbeddedEngine } from '@logex/query-sdk/embedded';
import { warehouseNotWritable } from '../errors.ts';
import { openEngineDirectory } from './engine-directory.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Values for the `{name:Type}` places of a statement. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The embedded engine as jobs use it: statements for effect, and rows. */
export interface JobEngine {
  /** Runs a statement for its effect; values are bound as `{name:Type}`. */
  readonly run: (statement: string, parameters?: Parameters) => Promise<void>;
  /** Runs a query; 64-bit integers come as text, times in ISO form. */
  readonly rows: <Row>(query: string, parameters?: Parameters) => Promise<Row[]>;
  /** Inserts rows; times may be in any ISO form. */
  readonly insert: (table: string, rows: readonly object[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Database for what lives only as long as a job; kept in memory. */
export const stagingDatabase = 'staging';

/**
 * Settings of every statement. Reading and writing in one stream each keeps memory flat; lazy evaluation of branches is
 * off because the engine then evaluates shared parts of a parse plan once for each use.
 */
const jobSettings: ClickHouseSettings = {
  max_threads: Math.min(availableParallelism(), 4),
  max_insert_threads: '1',
  short_circuit_function_evaluation: 'disable',
  input_format_parallel_parsing: 0,
  // Mapped files would count as resident memory, all of them.
  storage_file_read_method: 'pread',
  output_format_json_quote_64bit_integers: 1,
  date_time_output_format: 'iso',
  session_timezone: 'UTC',
};

/** How Parquet files are written, whatever table they are written through. */
export const parquetSettings: Readonly<Record<string, number>> = {
  output_format_parquet_parallel_encoding: 0,
  output_format_parquet_row_group_size: 100_000,
  output_format_parquet_row_group_size_bytes: 128 * 1024 * 1024,
  output_format_parquet_write_bloom_filter: 0,
  // Level 3, the default, makes log files no smaller and takes a tenth longer.
  output_format_compression_level: 1,
  // A column of many values gives up its dictionary early.
  output_format_parquet_max_dictionary_size: 65_536,
};

/** Settings that this line of the engine has and its client does not know by name. */
const writeSettings = {
  ...parquetSettings,
  allow_insert_into_iceberg: 1,
  max_block_size: 65_536,
  min_insert_block_size_rows: 65_536,
  min_insert_block_size_bytes: 0,
  iceberg_insert_max_partitions: 100_000,
  iceberg_insert_max_rows_in_data_file: 5_000_000,
} as unknown as ClickHouseSettings;

const settings: ClickHouseSettings = { ...jobSettings, ...writeSettings };

const bound = (parameters: Parameters | undefined): { query_params?: Record<string, unknown> } =>
  parameters ? { query_params: { ...parameters } } : {};

function jobEngine({ client, close }: EmbeddedEngine): JobEngine {
  return {
    run: async (query, parameters) => {
      await client.command({ query, clickhouse_settings: settings, ...bound(parameters) });
    },
    rows: async <Row>(query: string, parameters?: Parameters) => {
      const result = await client.query({ query, format: 'JSONEachRow', clickhouse_settings: settings, ...bound(parameters) });
      return result.json<Row>();
    },
    insert: async (table, rows) => {
      await client.insert({
        table,
        values: rows,
        format: 'JSONEachRow',
        clickhouse_settings: { ...settings, date_time_input_format: 'best_effort' },
      });
    },
    close,
  };
}

/** The engine opens Iceberg folders only below the working directory, wherever that is when a statement runs. */
function widenWorkingDirectory(): void {
  process.chdir('/');
}

/**
 * Opens a warehouse for writing: at most one job at a time. What an earlier job left uncommitted is removed.
 *
 * @throws LogexError `jobs/warehouse-busy`, `jobs/warehouse-not-writable` (both outside).
 */
export async function openForWriting(warehouse: Warehouse): Promise<JobEngine> {
  widenWorkingDirectory();
  try {
    await mkdir(warehouse.engine, { recursive: true });
    await mkdir(warehouse.journal, { recursive: true });
  } catch (cause) {
    throw warehouseNotWritable(warehouse.root, cause);
  }
  const engine = await openEngineDirectory(warehouse);
  try {
    await rm(warehouse.staging, { recursive: true, force: true });
    await mkdir(warehouse.staging, { recursive: true });
    const opened = jobEngine({ ...engine, close: () => closeAndTidy(engine, warehouse) });
    await opened.run(`DROP DATABASE IF EXISTS ${stagingDatabase}`);
    await opened.run(`CREATE DATABASE ${stagingDatabase} ENGINE = Memory`);
    return opened;
  } catch (cause) {
    await engine.close();
    throw warehouseNotWritable(warehouse.root, cause);
  }
}

/** Leaves nothing in the warehouse that only the job needed. The engine is closed last: it is the lock. */
async function closeAndTidy(engine: EmbeddedEngine, warehouse: Warehouse): Promise<void> {
  // What stays is removed by the next job.
  await rm(warehouse.staging, { recursive: true, force: true }).catch(() => undefined);
  await engine.close();
}

/** Opens an engine that reads only, beside any writer. */
export async function openForReading(): Promise<JobEngine> {
  widenWorkingDirectory();
  return jobEngine(await openEmbeddedEngine());
}
