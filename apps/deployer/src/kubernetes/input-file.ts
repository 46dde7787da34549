import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { inputUnreadable } from '../errors.ts';

/** A file that a plan reads beside the configuration. */
export interface InputFile<Content> {
  /** Option that names it. */
  readonly option: string;
  /** Name that is looked for where the option is not given. */
  readonly name: string;
  /** What it is, for messages. */
  readonly what: string;
  readonly schema: z.ZodType<Content>;
}

/**
 * The content of a file: the one that is named, else the usual one of the folder, else nothing.
 *
 * @throws LogexError `deployer/input-unreadable` (usage) for a file that is named and missing, or has another shape.
 */
export function readInput<Content>({ option, name, what, schema }: InputFile<Content>, base: string, named: string | undefined): Content | undefined {
  const path = resolve(base, named ?? name);
  if (named === undefined && !existsSync(path)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw inputUnreadable(option, path, what, error instanceof Error ? error.message : String(error), error);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw inputUnreadable(option, path, what, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}
