import type { CompiledQuery } from '../compile/compiled-query.ts';
import type { Query, RunOptions } from '../query.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { compiledFor } from './compiled-for.ts';
import type { Connection } from './connection.ts';
import { beginQuerySpan } from './query-span.ts';
import type { QueryLimits } from './query-settings.ts';
import { isRetryable, retried, waitBeforeRetry } from './retry.ts';
import { errorInResult, translateError } from './translate-error.ts';

/** All rows of a query. */
export async function runQuery<Row>(connection: Connection, query: Query<Row>, options: RunOptions = {}): Promise<Row[]> {
  const compiled = compiledFor(query, connection.compile);
  const work = connection.work.begin(options.signal);
  const span = await beginQuerySpan(compiled.sql);
  try {
    const rows = await retried(connection.retries, work.signal, () => readRows(connection, compiled, query.rowReader(), work.signal, options.limits));
    span.answered(rows.length);
    return rows;
  } catch (error) {
    const told = work.reason(error);
    span.failed(told);
    throw told;
  } finally {
    work.done();
  }
}

async function readRows<Row>(
  connection: Connection, { sql, parameters }: CompiledQuery, reader: RowReader<Row>, signal: AbortSignal, limits: QueryLimits = {},
): Promise<Row[]> {
  try {
    await connection.ready();
    return readAll(await connection.readText({ sql, parameters, format: reader.format, signal, limits }), reader.read);
  } catch (error) {
    throw translateError(error, parameters);
  }
}

/**
 * Rows of a query as they come. Leaving the loop early ends the query. It is sent again only where no row has been handed on yet.
 */
export async function* streamQuery<Row>(connection: Connection, query: Query<Row>, options: RunOptions = {}): AsyncGenerator<Row, void, undefined> {
  const { sql, parameters } = compiledFor(query, connection.compile);
  const work = connection.work.begin(options.signal);
  const span = await beginQuerySpan(sql);
  let rows = 0;
  try {
    for (let attempt = 0; ; attempt += 1) {
      const reader = query.rowReader();
      try {
        await connection.ready();
        for await (const lines of connection.streamLines({ sql, parameters, format: reader.lineFormat, signal: work.signal, limits: options.limits ?? {} })) {
          for (const line of lines) {
            const row = reader.readLine(line);
            if (row === undefined) continue;
            rows += 1;
            yield row;
          }
        }
        return;
      } catch (error) {
        const told = translateError(error, parameters);
        if (rows > 0 || attempt >= connection.retries || work.signal.aborted || !isRetryable(told)) throw told;
        await waitBeforeRetry(attempt, work.signal);
      }
    }
  } catch (error) {
    const told = work.reason(error);
    span.failed(told);
    throw told;
  } finally {
    span.answered(rows);
    work.done();
  }
}

function readAll<Row>(text: string, read: (text: string) => Row[]): Row[] {
  try {
    return read(text);
  } catch (error) {
    throw errorInResult(text) ?? error;
  }
}
