import { Command } from 'commander';
import { LogexError } from '../logex-error.ts';
import { recordSchema } from '../evolution/record-schema.ts';
import type { RecordedSchema } from '../evolution/recorded-schema.ts';
import { readRecords } from './recorded-folder.ts';
import { loadSchemaModule, type SchemaModuleOptions } from './schema-module.ts';

/** Exit codes of `logex-schema`. */
export const exitCodes = { ok: 0, finding: 1, usage: 2, outside: 3, bug: 70 } as const;

/** What a command works with. */
export interface SchemaContext {
  readonly options: SchemaModuleOptions & Readonly<Record<string, unknown>>;
  /** Folder of the records. */
  readonly folder: string;
  /** Versions recorded, oldest first. */
  readonly records: readonly RecordedSchema[];
  /** The definition as it is, as a record under a version. */
  readonly current: (version: string) => RecordedSchema;
}

/** What a command gives: one line of JSON, or text; and its exit code. */
export interface CommandResult {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode?: number;
}

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Makes a command that writes to an output, and tells its exit code. */
export type CommandMaker = (output: Output, ended: (exitCode: number) => void) => Command;

/** A command with `--schema`, `--recorded` and `--json`, which prints what its action gives. */
export function schemaCommand(
  usage: string,
  summary: string,
  action: (context: SchemaContext, args: readonly string[]) => Promise<CommandResult>,
  extend: (command: Command) => Command = (command) => command,
): CommandMaker {
  return (output, ended) => {
    const command = new Command(usage.split(' ', 1)[0])
      .description(summary)
      .option('-s, --schema <module>', 'module that exports tables and aggregates, .js or .ts (the schema of LogEx)')
      .option('-r, --recorded <folder>', 'folder of recorded versions (recorded, beside the module)')
      .option('--json', 'print the result as one line of JSON');
    for (const argument of usage.split(' ').slice(1)) command.argument(argument);
    command.action(async (...values: unknown[]) => {
      const options = command.opts<SchemaModuleOptions & { readonly json?: boolean }>();
      try {
        const { definition, recorded: folder } = await loadSchemaModule(options);
        const context: SchemaContext = { options: { ...options }, folder, records: await readRecords(folder), current: (version) => recordSchema(definition, version) };
        const { json, text, exitCode = exitCodes.ok } = await action(context, values.filter((value): value is string => typeof value === 'string'));
        output.out(`${options.json ? JSON.stringify(json) : text}\n`);
        ended(exitCode);
      } catch (error) {
        if (options.json) output.out(`${JSON.stringify({ error: facts(error) })}\n`);
        output.error(`${errorText(error)}\n`);
        ended(error instanceof LogexError ? exitCodes[error.kind] : exitCodes.bug);
      }
    });
    return extend(command);
  };
}

function facts(error: unknown): object {
  if (!(error instanceof LogexError)) return { code: 'schema/bug', kind: 'bug', message: String(error) };
  const { code, kind, message, hint } = error;
  return { code, kind, message, hint };
}

function errorText(error: unknown): string {
  if (!(error instanceof LogexError)) return `error: this is a bug in LogEx\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return `error (${error.code}): ${error.message}${error.hint === undefined ? '' : `\n  ${error.hint}`}`;
}
