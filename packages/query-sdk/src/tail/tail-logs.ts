import { setTimeout as sleep } from 'node:timers/promises';
import { valueNotForType } from '../errors.ts';
import { QueryError } from '../query-error.ts';
import type { QueryRunner, RunOptions } from '../query.ts';
import { fromOn } from '../select/from.ts';
import { arrivedUnits, newestDay, type ArrivedUnit } from './arrived-units.ts';

/** What `tail` takes. */
export interface TailOptions {
  /**
   * Rows that are there already to begin with, the newest ones, 0 to 10,000.
   * @default 10
   */
  readonly rows?: number;
  /**
   * Only events of these levels.
   * @default all
   */
  readonly levels?: readonly string[];
  /**
   * Only events of this logger.
   * @default all
   */
  readonly logger?: string;
  /**
   * Milliseconds between two looks, 1 and above.
   * @default 2_000
   */
  readonly pollMs?: number;
  /**
   * How many days back arrivals are looked for, counted from today, or from the newest row at the begin where that is older. Rows of an
   * older time come without notice.
   * @default 7
   */
  readonly days?: number;
  /**
   * Ends the loop when aborted.
   * @default never
   */
  readonly signal?: AbortSignal;
}

/** A row as it arrives. */
export interface TailRow {
  readonly timestamp: string;
  readonly level: string | null;
  readonly logger: string | null;
  readonly message: string | null;
  readonly exception_class: string | null;
  readonly ip_address: string | null;
  readonly http_method: string | null;
  readonly http_path: string | null;
  readonly http_status: number | null;
  readonly partition_date: string;
  readonly ingest_file: string;
  readonly ingest_line: bigint;
  readonly ingest_batch: string;
}

const pageRows = 5000;
const longestWaitMs = 30_000;
const unitOf = (row: ArrivedUnit): string => `${row.partition_date} ${row.ingest_batch}`;

/**
 * Rows as they arrive. What arrives is a batch's rows of one day: they are seen whole or not at all, in an Iceberg snapshot as in a
 * partition of the hot table. So the units that were handed on are remembered, and each new one is read by pages.
 */
export async function* tailLogs(runner: QueryRunner, options: TailOptions = {}): AsyncGenerator<TailRow, void, undefined> {
  const { rows = 10, pollMs = 2000, signal } = options;
  if (!Number.isSafeInteger(rows) || rows < 0 || rows > 10_000) throw valueNotForType('rows', 'a whole number from 0 to 10000', rows);
  if (!(pollMs >= 1)) throw valueNotForType('pollMs', 'a number of milliseconds, 1 and above', pollMs);
  const run: RunOptions = signal === undefined ? {} : { signal };
  const ended = (): boolean => signal?.aborted === true;
  const newest = await patiently(() => newestDay(runner, run), ended);
  const look = async (): Promise<ArrivedUnit[]> => (await patiently(() => arrivedUnits(runner, firstDay(options, newest), run), ended)) ?? [];
  let seen = new Set((await look()).map(unitOf));
  if (rows > 0 && !ended()) {
    const latest = await patiently(() => newestRows(runner, options, rows, run), ended);
    // A unit that came between the two queries is left to the first look.
    for (const row of (latest ?? []).filter((row) => seen.has(unitOf(row))).toReversed()) yield row;
  }
  while (!ended()) {
    await sleep(pollMs, undefined, run).catch(() => undefined);
    const arrived = (await look()).filter((unit) => !seen.has(unitOf(unit)));
    yield* unitRows(runner, options, arrived, run, ended);
    // Units of days that are not looked at any more need no memory.
    seen = new Set([...seen, ...arrived.map(unitOf)].filter((unit) => unit >= firstDay(options, newest)));
  }
}

function firstDay({ days = 7 }: TailOptions, newest: string | null | undefined): string {
  const today = new Date().toISOString().slice(0, 10);
  const end = newest === null || newest === undefined || newest > today ? today : newest;
  return new Date(Date.parse(`${end}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function tailQuery(runner: QueryRunner, { levels, logger }: TailOptions) {
  const query = fromOn(runner)('logs').select(
    'timestamp', 'level', 'logger', 'message', 'exception_class', 'ip_address', 'http_method', 'http_path', 'http_status',
    'partition_date', 'ingest_file', 'ingest_line', 'ingest_batch',
  );
  const ofLevels = levels === undefined ? query : query.where('level', 'in', levels);
  return logger === undefined ? ofLevels : ofLevels.where('logger', '=', logger);
}

async function newestRows(runner: QueryRunner, options: TailOptions, rows: number, run: RunOptions): Promise<TailRow[]> {
  const page = await tailQuery(runner, options).timeRange({ lastDays: options.days ?? 7, until: 'newest' }).page({ rows }, run);
  return page.rows;
}

async function* unitRows(
  runner: QueryRunner, options: TailOptions, units: readonly ArrivedUnit[], run: RunOptions, ended: () => boolean,
): AsyncGenerator<TailRow, void, undefined> {
  if (units.length === 0) return;
  const days = units.map(({ partition_date }) => partition_date).sort();
  const wanted = new Set(units.map(unitOf));
  const query = tailQuery(runner, options)
    .timeRange({ from: days[0], to: new Date(Date.parse(`${days.at(-1)}T00:00:00Z`) + 86_400_000) })
    .where('ingest_batch', 'in', [...new Set(units.map(({ ingest_batch }) => ingest_batch))]);
  for (let after: string | undefined; !ended();) {
    const page = await patiently(() => query.page({ rows: pageRows, direction: 'asc', after }, run), ended);
    if (page === undefined) return;
    for (const row of page.rows) if (wanted.has(unitOf(row))) yield row;
    if (page.next === undefined) return;
    after = page.next;
  }
}

/** Does `act` again and again while no answer comes, less and less often; undefined once the loop has ended. */
async function patiently<Result>(act: () => Promise<Result>, ended: () => boolean): Promise<Result | undefined> {
  for (let waitMs = 250; !ended(); waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await act();
    } catch (error) {
      if (ended()) return undefined;
      if (!(error instanceof QueryError && error.retry)) throw error;
      await sleep(waitMs);
    }
  }
  return undefined;
}
