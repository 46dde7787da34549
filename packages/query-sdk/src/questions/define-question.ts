import type { z } from 'zod';
import type { Query, QueryRunner, RunOptions } from '../query.ts';

/** A bar for each row. */
export interface BarChart<Column extends string = string> {
  readonly kind: 'bars';
  /** Columns that name a bar. */
  readonly labels: readonly Column[];
  /** Column that is its length. */
  readonly value: Column;
}

/** How an answer is best drawn. */
export type Chart = { readonly kind: 'table' } | BarChart;

/** What a question is made of, beside how its answer is drawn. */
export interface QuestionBody<Name extends string, Options extends z.ZodObject, Row> {
  readonly name: Name;
  /** A line above the answer. */
  readonly title: string;
  /** What it answers, one sentence. */
  readonly doc: string;
  /** Options; each has a default or may be absent, and has a description. */
  readonly options: Options;
  /** The query for checked options. Pure. Of a question that takes several steps, the first one. */
  compile(options: z.output<Options>): Query<unknown>;
  /** Runs a question that takes several steps. Absent where the query is all. */
  run?(runner: QueryRunner, options: z.output<Options>, run?: RunOptions): Promise<Row[]>;
}

/** A question that one query answers. */
export interface PlainQuestionBody<Name extends string, Options extends z.ZodObject, Row> extends QuestionBody<Name, Options, Row> {
  compile(options: z.output<Options>): Query<Row>;
  run?: never;
}

/** A question whose answer is made of the rows of one query or more. */
export interface SteppedQuestionBody<Name extends string, Options extends z.ZodObject, Row> extends QuestionBody<Name, Options, Row> {
  run(runner: QueryRunner, options: z.output<Options>, run?: RunOptions): Promise<Row[]>;
}

/** A ready-made question: options with defaults, a query, and how its answer is drawn. */
export interface Question<Name extends string = string, Options extends z.ZodObject = z.ZodObject, Row = unknown>
  extends QuestionBody<Name, Options, Row> {
  readonly chart: Chart;
}

/** Declares a question, its answer drawn as a table. A client can ask it; a command line can list it and offer its options. */
export function defineQuestion<const Name extends string, Options extends z.ZodObject, Row>(
  body: PlainQuestionBody<Name, Options, Row>,
): Question<Name, Options, Row>;
export function defineQuestion<const Name extends string, Options extends z.ZodObject, Row>(
  body: SteppedQuestionBody<Name, Options, Row>,
): Question<Name, Options, Row>;
export function defineQuestion<Name extends string, Options extends z.ZodObject, Row>(
  body: QuestionBody<Name, Options, Row>,
): Question<Name, Options, Row> {
  return Object.freeze({ ...body, chart: { kind: 'table' } as const });
}

/** The question, its answer drawn with a bar for one column, named by others. */
export function drawnAsBars<Name extends string, Options extends z.ZodObject, Row>(
  question: Question<Name, Options, Row>,
  bars: Omit<BarChart<keyof Row & string>, 'kind'>,
): Question<Name, Options, Row> {
  return Object.freeze({ ...question, chart: { kind: 'bars' as const, ...bars } });
}

/** Options that may be given to a question. */
export type AskOptions<Q> = Q extends Question<string, infer Options, infer _Row> ? z.input<Options> : never;

/** A row of the answer to a question. */
export type QuestionRow<Q> = Q extends Question<string, infer _Options, infer Row> ? Row : never;
