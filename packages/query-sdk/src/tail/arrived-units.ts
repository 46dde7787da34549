import type { QueryRunner, RunOptions } from '../query.ts';
import { fromOn } from '../select/from.ts';

/** What arrives at once: the rows of one batch on one day. */
export interface ArrivedUnit {
  readonly partition_date: string;
  readonly ingest_batch: string;
}

/** Day of the newest row; null where there is none. */
export async function newestDay(runner: QueryRunner, run: RunOptions): Promise<string | null> {
  const row = await runner.first(fromOn(runner)('logs').allTime().select((e) => ({ newest: e.max('partition_date') })), run);
  return row?.newest ?? null;
}

/** Every unit from a day on; of the time after today too, since a clock may be ahead. */
export function arrivedUnits(runner: QueryRunner, from: string, run: RunOptions): Promise<ArrivedUnit[]> {
  return fromOn(runner)('logs')
    .timeRange({ from })
    .select('partition_date', 'ingest_batch')
    .groupBy('partition_date', 'ingest_batch')
    .execute(run);
}
