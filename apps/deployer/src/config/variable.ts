import { z } from 'zod';

/** Where a variable is used: `infra` in the synthesized stack, `kubernetes` in the phase after it. */
export type VariableStage = 'infra' | 'kubernetes';

/** One variable of the configuration: its values, its default and what it is for. */
export interface Variable<Value> {
  readonly schema: z.ZodType<Value>;
  readonly default: Value;
  /** One or two sentences for the table, for the JSON Schema and for `config explain`. */
  readonly doc: string;
  /** The values in words, for error messages. */
  readonly allowed: string;
  readonly section: string;
  readonly stages: readonly VariableStage[];
  /** Environment variables that set it, the first that is set wins; `LOGEX_<KEY>` always works too. */
  readonly environment: readonly string[];
  /** Reads the text of the environment or of `--set`; text that is no value is given back, for the schema to refuse. */
  readonly read: (text: string) => unknown;
}

/** What each kind of variable is declared with. */
export interface VariableOptions<Value> {
  readonly default: Value;
  readonly doc: string;
  readonly section: string;
  /** @default ['infra'] */
  readonly stages?: readonly VariableStage[];
  /** @default [] */
  readonly environment?: readonly string[];
}

function variable<Value>(schema: z.ZodType<Value>, allowed: string, read: (text: string) => unknown, options: VariableOptions<Value>): Variable<Value> {
  return { schema, allowed, read, stages: ['infra'], environment: [], ...options };
}

/** Yes or no. */
export function flag(options: VariableOptions<boolean>): Variable<boolean> {
  return variable(z.boolean(), 'true or false', (text) => ({ true: true, false: false })[text] ?? text, options);
}

/** A whole number from `min` to `max`. */
export function count(range: { readonly min: number; readonly max: number }, options: VariableOptions<number>): Variable<number> {
  const schema = z.int().min(range.min).max(range.max);
  return variable(schema, `a whole number from ${range.min} to ${range.max}`, (text) => (/^-?\d+$/u.test(text) ? Number(text) : text), options);
}

/** A whole number from `min` to `max`, or null for never. */
export function optionalCount(range: { readonly min: number; readonly max: number }, options: VariableOptions<number | null>): Variable<number | null> {
  const schema = z.int().min(range.min).max(range.max).nullable();
  const read = (value: string): unknown => (value === 'null' ? null : /^-?\d+$/u.test(value) ? Number(value) : value);
  return variable<number | null>(schema, `a whole number from ${range.min} to ${range.max}, or null`, read, options);
}

/** Text of a given form; `allowed` says the form in words. */
export function text(pattern: RegExp, allowed: string, options: VariableOptions<string>): Variable<string> {
  return variable(z.string().regex(pattern), allowed, (value) => value, options);
}

/** Text of a given form, or null where LogEx derives it. */
export function optionalText(pattern: RegExp, allowed: string, options: VariableOptions<string | null>): Variable<string | null> {
  return variable(z.string().regex(pattern).nullable(), `${allowed}, or null`, (value) => (value === '' || value === 'null' ? null : value), options);
}

/** One word of a closed list. */
export function choice<const Word extends string>(words: readonly [Word, ...Word[]], options: VariableOptions<Word>): Variable<Word> {
  return variable(z.enum(words), `one of ${words.join(', ')}`, (value) => value, options);
}

/** A list of texts of a given form; in the environment and in `--set` it is written with commas. */
export function list(pattern: RegExp, allowed: string, options: VariableOptions<readonly string[]> & { readonly least: 0 | 1 }): Variable<readonly string[]> {
  const { least, ...rest } = options;
  const parts = (value: string): string[] => value.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const schema: z.ZodType<readonly string[]> = z.array(z.string().regex(pattern)).min(least);
  return variable(schema, `a list of ${allowed}${least === 0 ? '' : ', one at least'}`, parts, rest);
}
