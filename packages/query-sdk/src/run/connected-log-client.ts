import type { LogClient, ScopeQuery } from '../log-client.ts';
import type { Query, RunOptions } from '../query.ts';
import { askQuestion } from '../questions/ask-question.ts';
import { linesAround, type ContextLine, type ContextOptions, type LinePlace } from '../search/lines-around.ts';
import { searchMessages, type SearchOptions, type SearchPage } from '../search/search-messages.ts';
import { fromOn, type From } from '../select/from.ts';
import { tailLogs, type TailOptions, type TailRow } from '../tail/tail-logs.ts';
import type { Connection } from './connection.ts';
import { explainQuery } from './explain-query.ts';
import type { QueryPlan } from './query-plan.ts';
import { runQuery, streamQuery } from './run-query.ts';
import { narrowedScope } from './scope.ts';

/** The one implementation of {@link LogClient}, over any connection. */
export class ConnectedLogClient implements LogClient {
  readonly from: From;
  readonly #connection: Connection;
  readonly #close: () => Promise<void>;
  #closed: Promise<void> | undefined;

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

  /** What a query would read. */
  explain(query: Query<unknown>, options?: RunOptions): Promise<QueryPlan> {
    return explainQuery(this.#connection, query, options);
  }

  /** Answers a question by name or definition. */
  readonly ask: LogClient['ask'] = (question: unknown, options?: unknown, run?: RunOptions) =>
    askQuestion(this, question, options, run) as never;

  /** A page of messages with a text. */
  search(options: SearchOptions, run?: RunOptions): Promise<SearchPage> {
    return searchMessages(this, options, run);
  }

  /** The lines before and after a line of a file. */
  context(place: LinePlace, options?: ContextOptions, run?: RunOptions): Promise<ContextLine[]> {
    return linesAround(this, place, options, run);
  }

  /** Rows as they arrive. */
  tail(options?: TailOptions): AsyncGenerator<TailRow, void, undefined> {
    return tailLogs(this, options);
  }

  /** A client that reads no rows but those of a scope. */
  scopedTo(...scope: readonly ScopeQuery[]): LogClient {
    const compile = { ...this.#connection.compile, scope: narrowedScope(this.#connection.compile.scope, scope) };
    return new ConnectedLogClient({ ...this.#connection, compile }, async () => undefined);
  }

  /** Frees sockets, or the engine. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** For `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
