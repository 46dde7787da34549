import type { LogClient } from '../log-client.ts';
import type { Query, RunOptions } from '../query.ts';
import { askQuestion } from '../questions/ask-question.ts';
import { fromOn, type From } from '../select/from.ts';
import { runQuery, streamQuery, type Connection } from './run-query.ts';

/** The one implementation of {@link LogClient}, over any connection. */
export class ConnectedLogClient implements LogClient {
  readonly from: From;
  readonly #connection: Connection;
  readonly #close: () => Promise<void>;

  constructor(connection: Connection, close: () => Promise<void>) {
    this.#connection = connection;
    this.#close = close;
    this.from = fromOn(this);
  }

  /** All rows. */
  execute<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]> {
    return runQuery(this.#connection, query, options);
  }

  /** The first row, or undefined. */
  async first<Row>(query: Query<Row>, options?: RunOptions): Promise<Row | undefined> {
    const [row] = await this.execute(query, options);
    return row;
  }

  /** Rows as they come. */
  stream<Row>(query: Query<Row>, options?: RunOptions): AsyncGenerator<Row, void, undefined> {
    return streamQuery(this.#connection, query, options);
  }

  /** Answers a question by name or definition. */
  readonly ask: LogClient['ask'] = (question: unknown, options?: unknown, run?: RunOptions) =>
    askQuestion(this, question, options, run) as never;

  /** Frees sockets, or the engine. */
  close(): Promise<void> {
    return this.#close();
  }

  /** For `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
