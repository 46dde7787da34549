import type { z } from 'zod';
import { questionOptions, questionUnknown } from '../errors.ts';
import type { Query, QueryRunner, RunOptions } from '../query.ts';
import type { Question } from './define-question.ts';
import { questions } from './index.ts';

/**
 * Checks the options of a question, named or handed over, and runs it.
 *
 * @throws LogexError `query/question-unknown`, `query/question-options` (usage); QueryError.
 */
export async function askQuestion(runner: QueryRunner, asked: unknown, options: unknown, run?: RunOptions): Promise<unknown[]> {
  const question = typeof asked === 'string' ? questionByName(asked) : (asked as Question<string, z.ZodObject, unknown>);
  const checked = questionInput(question, options);
  return question.run === undefined ? runner.execute(question.compile(checked), run) : question.run(runner, checked, run);
}

/** The query of a question, without running it; of one that takes several steps, the first. Errors are those of `ask`. */
export function compileQuestion<Options extends z.ZodObject, Row>(question: Question<string, Options, Row>, options?: z.input<Options>): Query<unknown> {
  return question.compile(questionInput(question, options));
}

function questionByName(name: string): Question<string, z.ZodObject, unknown> {
  if (!Object.hasOwn(questions, name)) throw questionUnknown(name, Object.keys(questions));
  return questions[name as keyof typeof questions] as unknown as Question<string, z.ZodObject, unknown>;
}

function questionInput<Options extends z.ZodObject>(question: Question<string, Options>, options: unknown): z.output<Options> {
  const checked = question.options.strict().safeParse(options ?? {});
  if (checked.success) return checked.data as z.output<Options>;
  throw questionOptions(question.name, checked.error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`));
}
