import type { ClickHouseClient } from '@clickhouse/client';
import type { LineRequest } from '../run/connection.ts';
import { givenLimits, type QueryLimits } from '../run/query-settings.ts';
import { killQuery, untilAborted } from './kill-query.ts';

/** Lines before the rows that say what the columns are; the engine gives them with each chunk. */
const headingLines: Readonly<Record<LineRequest['format'], number>> = { JSONEachRow: 0, JSONCompactEachRowWithNamesAndTypes: 2 };

/** Where lines come from. */
export interface EmbeddedLinesOptions {
  /** Data directory of the engine. */
  readonly directory: string;
  /** Client of another session, that ends queries. */
  readonly control: () => ClickHouseClient;
  /** What a session begins with: its limits, and the `log_comment` that its query is known by. */
  readonly statements: (limits: QueryLimits, comment: string) => readonly string[];
  /** Begins the `log_comment` of each query. */
  readonly comment: string;
}

/** Lines of a result of the embedded engine, a chunk of the engine at a time, from a session of its own. */
export function embeddedLines({ directory, control, statements, comment }: EmbeddedLinesOptions) {
  let begun = 0;
  return async function* streamLines({ sql, parameters, format, signal, limits }: LineRequest): AsyncGenerator<unknown[], void, undefined> {
    givenLimits(limits);
    const { Session } = await import('chdb');
    const session = new Session(directory);
    begun += 1;
    const own = `${comment}-stream-${begun}`;
    const unlessAborted = <Result>(work: Promise<Result>): Promise<Result> => untilAborted(work, signal, () => killQuery(control(), own, work));
    try {
      for (const statement of statements(limits, own)) await session.queryAsync(statement);
      const chunks = session.queryStreamBind(sql, { ...parameters }, { format })[Symbol.asyncIterator]();
      let heading = 0;
      for (let read = await unlessAborted(chunks.next()); read.done !== true; read = await unlessAborted(chunks.next())) {
        const lines = read.value.text().split('\n').filter((line) => line !== '').slice(heading);
        yield lines.map((line) => JSON.parse(line) as unknown);
        heading = headingLines[format];
      }
    } finally {
      session.close();
    }
  };
}
