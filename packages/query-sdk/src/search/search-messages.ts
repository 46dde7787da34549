import type { QueryRunner, RunOptions } from '../query.ts';
import { fromOn } from '../select/from.ts';
import type { TimeRange } from '../select/time-range.ts';
import { highlights, type Highlight } from './highlight.ts';

/** What `search` takes. */
export interface SearchOptions {
  /** Text to look for, as it is; upper and lower case are the same. */
  readonly text: string;
  /**
   * How the text is looked for: anywhere, or as a whole word of letters and digits, which is much cheaper.
   * @default 'text'
   */
  readonly by?: 'text' | 'word';
  /** Range of time to look in. */
  readonly timeRange: TimeRange;
  /**
   * Only events of these levels.
   * @default all
   */
  readonly levels?: readonly string[];
  /**
   * Events of a page, 1 to 100,000.
   * @default 100
   */
  readonly rows?: number;
  /**
   * Cursor that the page before gave as `next`.
   * @default the first page
   */
  readonly after?: string | undefined;
}

/** An event that was found. */
export interface SearchHit {
  readonly timestamp: string;
  readonly level: string | null;
  readonly logger: string | null;
  readonly message: string | null;
  readonly exception_class: string | null;
  readonly exception_message: string | null;
  readonly ingest_file: string;
  readonly ingest_line: bigint;
  /** Where the text stands in the message and in the exception message. */
  readonly highlights: { readonly message: readonly Highlight[]; readonly exception_message: readonly Highlight[] };
}

/** Events that were found, newest first, and where the next ones begin. */
export interface SearchPage {
  readonly hits: SearchHit[];
  /** Hand it over as `after` to get the next page; undefined behind the last one. */
  readonly next: string | undefined;
}

/** A page of the events that have a text in their message or exception message. */
export async function searchMessages(runner: QueryRunner, options: SearchOptions, run?: RunOptions): Promise<SearchPage> {
  const { text, by = 'text', timeRange, levels, rows, after } = options;
  const operator = by === 'word' ? 'has-token-ignore-case' : 'contains-ignore-case';
  const query = fromOn(runner)('logs')
    .timeRange(timeRange)
    .select('timestamp', 'level', 'logger', 'message', 'exception_class', 'exception_message', 'ingest_file', 'ingest_line')
    .where((e) => e.or(e.compare('message', operator, text), e.compare('exception_message', operator, text)));
  const narrowed = levels === undefined ? query : query.where('level', 'in', levels);
  const page = await narrowed.page({ after, ...(rows === undefined ? {} : { rows }) }, run);
  const hits = page.rows.map((row) => ({
    ...row,
    highlights: { message: highlights(row.message, text), exception_message: highlights(row.exception_message, text) },
  }));
  return { hits, next: page.next };
}
