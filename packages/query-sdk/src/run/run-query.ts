import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { CompileOptions } from '../compile/compiled-query.ts';
import type { Query, RunOptions } from '../query.ts';
import { errorInResult, translateError } from './translate-error.ts';

/** Where queries run. */
export interface Connection {
  readonly client: ClickHouseClient;
  /** Sent with every query; none for an engine whose session has them already. */
  readonly settings: ClickHouseSettings | undefined;
  readonly compile: CompileOptions;
}

/** All rows of a query. */
export async function runQuery<Row>(connection: Connection, query: Query<Row>, options: RunOptions = {}): Promise<Row[]> {
  const { sql, parameters } = query.compile(connection.compile);
  const reader = query.rowReader();
  try {
    // The client knows the format by its text only, and hands it on.
    const format = reader.format as 'JSON';
    const result = await connection.client.query({ ...request(connection, sql, parameters, options), format });
    return readAll(await result.text(), reader.read);
  } catch (error) {
    throw translateError(error, parameters, options.signal);
  }
}

/** Rows of a query as they come. Leaving the loop early closes the result. */
export async function* streamQuery<Row>(
  connection: Connection,
  query: Query<Row>,
  options: RunOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const { sql, parameters } = query.compile(connection.compile);
  const reader = query.rowReader();
  try {
    const result = await connection.client.query({ ...request(connection, sql, parameters, options), format: reader.lineFormat });
    for await (const lines of result.stream()) {
      for (const line of lines) {
        const row = reader.readLine(line.json());
        if (row !== undefined) yield row;
      }
    }
  } catch (error) {
    throw translateError(error, parameters, options.signal);
  }
}

function request(connection: Connection, sql: string, parameters: object, { signal }: RunOptions) {
  signal?.throwIfAborted();
  return {
    query: sql,
    query_params: { ...parameters },
    ...(connection.settings === undefined ? {} : { clickhouse_settings: connection.settings }),
    ...(signal === undefined ? {} : { abort_signal: signal }),
  };
}

function readAll<Row>(text: string, read: (text: string) => Row[]): Row[] {
  try {
    return read(text);
  } catch (error) {
    throw errorInResult(text) ?? error;
  }
}
