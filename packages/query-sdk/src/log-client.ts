import type { SelectNode } from './nodes/select-node.ts';
import type { QueryRunner, RunOptions } from './query.ts';
import type { AskOptions, Question, QuestionRow } from './questions/define-question.ts';
import type { QuestionName, Questions } from './questions/index.ts';
import type { ContextLine, ContextOptions, LinePlace } from './search/lines-around.ts';
import type { SearchOptions, SearchPage } from './search/search-messages.ts';
import type { From } from './select/from.ts';
import type { TailOptions, TailRow } from './tail/tail-logs.ts';

/** A query whose conditions are a scope: `from('logs').where('logger', '=', 'shop')`. Nothing else of it counts. */
export interface ScopeQuery {
  readonly node: SelectNode;
}

/** Answers questions about logs. A remote server and the embedded engine are behind the same interface. */
export interface LogClient extends QueryRunner, AsyncDisposable {
  /** Begins a typed query on a table, by name or by its definition. */
  readonly from: From;
  /**
   * Answers a ready-made question.
   *
   * @throws LogexError `query/question-unknown`, `query/question-options` (usage); QueryError.
   */
  ask<Name extends QuestionName>(
    name: Name, options?: AskOptions<Questions[Name]>, run?: RunOptions,
  ): Promise<QuestionRow<Questions[Name]>[]>;
  ask<Q extends Question>(question: Q, options?: AskOptions<Q>, run?: RunOptions): Promise<QuestionRow<Q>[]>;
  /**
   * A page of the events that have a text in their message or exception message, newest first, and where in them it stands.
   *
   * @throws LogexError `query/value-not-for-type`, `query/cursor-not-allowed` (usage); QueryError.
   */
  search(options: SearchOptions, run?: RunOptions): Promise<SearchPage>;
  /** The lines before and after a line of the same file, in the order of the file. */
  context(place: LinePlace, options?: ContextOptions, run?: RunOptions): Promise<ContextLine[]>;
  /**
   * Rows of `logs` as they arrive, for as long as the loop runs: each once, also those of a late or a past time, and also across
   * refreshes of a hot tier. A fault of the connection is waited out; any other ends the loop.
   */
  tail(options?: TailOptions): AsyncGenerator<TailRow, void, undefined>;
  /**
   * A client of the same connection that reads only rows that meet the conditions of these queries, one query for each table. No query can
   * drop them, other tables are closed, and so is SQL of your own. Close the first client, not this one.
   *
   * @throws LogexError `query/scope-not-allowed`, `query/table-not-scoped` (usage).
   */
  scopedTo(...scope: readonly ScopeQuery[]): LogClient;
  /** Ends what is in flight, and frees sockets, or the engine. */
  close(): Promise<void>;
}
