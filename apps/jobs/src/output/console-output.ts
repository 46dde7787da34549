import { SingleBar, Presets } from 'cli-progress';
import Table from 'cli-table3';
import { LogexError } from '@logex/log-schema';
import { jsonText } from './json-text.ts';

/** Where a command writes: answers to standard output, everything else to standard error. */
export interface Output {
  readonly json: boolean;
  /** The result of a command: with `--json` one line, the last one, else the given text. */
  readonly result: (value: unknown, text: string) => void;
  /** A remark on the way. */
  readonly note: (text: string) => void;
  /** A bar for long work; nothing where standard error is no terminal. */
  readonly progress: (total: number, unit: string) => Progress;
  readonly error: (error: unknown) => void;
}

/** A progress bar. */
export interface Progress {
  readonly advance: (by: number) => void;
  readonly stop: () => void;
}

/** Writes to the process's own streams. */
export function consoleOutput(json: boolean): Output {
  return {
    json,
    result: (value, text) => void process.stdout.write(`${json ? jsonText(value) : text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    progress: (total, unit) => terminalProgress(total, unit),
    error: (error) => {
      if (json) process.stdout.write(`${jsonText({ error: errorFacts(error) })}\n`);
      process.stderr.write(`${errorText(error)}\n`);
    },
  };
}

function terminalProgress(total: number, unit: string): Progress {
  if (!process.stderr.isTTY || total === 0) return { advance: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: `{bar} {percentage}% | {value}/{total} ${unit} | {eta_formatted} left`, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0);
  return { advance: (by) => bar.increment(by), stop: () => bar.stop() };
}

function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof LogexError)) return { code: 'jobs/bug', kind: 'bug', message: String(error) };
  const { code, kind, message, hint, retry } = error;
  return { code, kind, message, hint, retry };
}

function errorText(error: unknown): string {
  if (!(error instanceof LogexError)) return `error: this is a bug in LogEx\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return `error (${error.code}): ${error.message}${error.hint ? `\n  ${error.hint}` : ''}`;
}

/** A table for the terminal. */
export function textTable(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push(row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))));
  return table.toString();
}
