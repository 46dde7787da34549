import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ingest } from '@logex/jobs';

const flags = ['--conditions=@logex/source', '--no-warnings'];
const main = (example: string): string => join(import.meta.dirname, example, 'main.ts');

/** Fills a warehouse with the sample logs. */
export async function sampleWarehouse(warehouse: string): Promise<void> {
  await ingest({ input: [join(import.meta.dirname, '../samples')], warehouse });
}

/** Runs an example to its end and gives what it printed. */
export async function runExample(example: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, main(example), ...args]);
  return stdout;
}

/** Starts an example that runs until it is stopped. */
export function startExample(example: string, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...flags, main(example), ...args]);
}
