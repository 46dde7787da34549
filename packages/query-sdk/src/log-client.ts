import type { QueryRunner, RunOptions } from './query.ts';
import type { AskOptions, Question, QuestionRow } from './questions/define-question.ts';
import type { QuestionName, Questions } from './questions/index.ts';
import type { From } from './select/from.ts';

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
  /** Waits for nothing: end your queries first. Frees sockets, or the engine. */
  close(): Promise<void>;
}
