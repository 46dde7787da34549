import type { LineRequest } from '../run/connection.ts';
import { givenLimits, type QueryLimits } from '../run/query-settings.ts';

/** Lines before the rows that say what the columns are; the engine gives them with each chunk. */
const headingLines: Readonly<Record<LineRequest['format'], number>> = { JSONEachRow: 0, JSONCompactEachRowWithNamesAndTypes: 2 };

/** Lines of a result of the embedded engine, a chunk of the engine at a time, from a session of its own. */
export function embeddedLines(directory: string, statements: (limits: QueryLimits) => readonly string[]) {
  return async function* streamLines({ sql, parameters, format, signal, limits }: LineRequest): AsyncGenerator<unknown[], void, undefined> {
    givenLimits(limits);
    const { Session } = await import('chdb');
    const session = new Session(directory);
    try {
      for (const statement of statements(limits)) await session.queryAsync(statement);
      const stream = session.queryStreamBind(sql, { ...parameters }, { format, ...(signal === undefined ? {} : { signal }) });
      let heading = 0;
      for await (const chunk of stream) {
        const lines = chunk.text().split('\n').filter((line) => line !== '').slice(heading);
        yield lines.map((line) => JSON.parse(line) as unknown);
        heading = headingLines[format];
      }
    } finally {
      session.close();
    }
  };
}
