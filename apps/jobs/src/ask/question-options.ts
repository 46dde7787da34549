import { Option } from 'commander';
import type { Question } from '@logex/query-sdk';
import { z } from 'zod';

/** What the command line needs of an option's JSON Schema. */
interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Options of a question, with the JSON Schema of each. */
function optionSchemas(question: Question): [name: string, schema: OptionSchema][] {
  const schema = z.toJSONSchema(question.options, { io: 'input', unrepresentable: 'any' });
  return Object.entries((schema.properties ?? {}) as Record<string, OptionSchema>);
}

/** The options of a question for the command line: `lastDays` becomes `--last-days <number>`. */
export function commandOptions(question: Question): Option[] {
  return optionSchemas(question).map(([name, schema]) => {
    const option = new Option(`--${kebab(name)} <${schema.type === 'integer' ? 'number' : 'value'}>`, schema.description ?? '');
    if (schema.enum) option.choices(schema.enum);
    if (schema.default !== undefined) option.default(undefined, String(schema.default));
    return option;
  });
}

/** Turns what the command line gives into the options of a question. The question checks them itself. */
export function questionOptions(question: Question, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = optionSchemas(question).flatMap(([name, schema]): [string, unknown][] => {
    const value = given[name];
    if (value === undefined) return [];
    const isNumber = schema.type === 'integer' || schema.type === 'number';
    return [[name, isNumber ? Number(value) : schema.type === 'boolean' ? value === 'true' : value]];
  });
  return Object.fromEntries(found);
}
