import { valueNotForType } from '../errors.ts';
import type { QueryRunner, RunOptions } from '../query.ts';
import { fromOn } from '../select/from.ts';

/** Where a line stands: of any row of `logs`. */
export interface LinePlace {
  readonly ingest_file: string;
  readonly ingest_line: bigint;
  /** Moment of the line. Lines around it are looked for within some days of it, so that the whole lake is not read. */
  readonly timestamp: string;
}

/** What `context` takes. */
export interface ContextOptions {
  /**
   * Lines before it, 0 to 10,000.
   * @default 5
   */
  readonly before?: number;
  /**
   * Lines after it, 0 to 10,000.
   * @default 5
   */
  readonly after?: number;
  /**
   * Days before and after the line in which its neighbours are looked for.
   * @default 1
   */
  readonly days?: number;
}

/** A line near another one. */
export interface ContextLine {
  readonly ingest_line: bigint;
  readonly timestamp: string;
  readonly level: string | null;
  readonly logger: string | null;
  readonly message: string | null;
  readonly http_method: string | null;
  readonly http_path: string | null;
  readonly http_status: number | null;
  /** Whether it is the line that was asked for. */
  readonly anchor: boolean;
}

const millisecondsOfDay = 86_400_000;

/**
 * The lines before and after a line of the same file. Rejected lines are missing among them; of a file that was
 * read again after it had been rewritten, the newest version of each line counts.
 *
 * @throws LogexError `query/value-not-for-type` (usage); QueryError.
 */
export async function linesAround(runner: QueryRunner, place: LinePlace, options: ContextOptions = {}, run?: RunOptions): Promise<ContextLine[]> {
  const { before = 5, after = 5, days = 1 } = options;
  for (const [name, lines] of Object.entries({ before, after })) {
    if (!Number.isSafeInteger(lines) || lines < 0 || lines > 10_000) throw valueNotForType(name, 'a whole number from 0 to 10000', lines);
  }
  if (!Number.isSafeInteger(days) || days < 1 || days > 1000) throw valueNotForType('days', 'a whole number from 1 to 1000', days);
  const moment = Date.parse(place.timestamp);
  if (Number.isNaN(moment)) throw valueNotForType('timestamp', 'ISO-8601 text', place.timestamp);
  const lines = await fromOn(runner)('logs')
    .timeRange({ from: new Date(moment - days * millisecondsOfDay), to: new Date(moment + days * millisecondsOfDay) })
    .select('ingest_line', 'timestamp', 'level', 'logger', 'message', 'http_method', 'http_path', 'http_status')
    .where('ingest_file', '=', place.ingest_file)
    .where('ingest_line', 'between', [place.ingest_line - BigInt(before), place.ingest_line + BigInt(after)])
    .orderBy('ingest_line')
    .orderBy('ingested_at', 'desc')
    .limitBy(1, 'ingest_line')
    .execute(run);
  return lines.map((line) => ({ ...line, anchor: line.ingest_line === place.ingest_line }));
}
