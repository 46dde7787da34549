import type { Command } from 'commander';
import { ingest, type IngestEvent } from '../ingest/ingest.ts';
import type { IngestSummary } from '../ingest/ingest-summary.ts';
import { exitCodes } from '../output/exit-code.ts';
import type { Progress } from '../output/console-output.ts';
import { readPolicyFile } from '../policy/kept-policy.ts';
import { sparkIngest } from '../spark/spark-ingest.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { countOption, jobCommand, sizeOption, userFolder, userPath } from './job-command.ts';

interface IngestCommandOptions extends EngineOptions {
  readonly input: string[];
  readonly warehouse: string;
  readonly batchSize?: number;
  readonly maxLine?: number;
  readonly settle?: number;
  readonly dryRun?: boolean;
  readonly policy?: string;
}

/** `logex-jobs ingest`: raw files into tables. */
export function ingestCommand(): Command {
  return withEngine(jobCommand<IngestCommandOptions>('ingest', 'read raw log files, plain or .gz, into the tables of a warehouse', async (options, output) => {
    let bar: Progress | undefined;
    const shared = {
      input: options.input,
      base: userFolder,
      ...(options.batchSize === undefined ? {} : { batchBytes: options.batchSize }),
      ...(options.maxLine === undefined ? {} : { maxLineBytes: options.maxLine }),
      dryRun: options.dryRun ?? false,
      ...(options.policy === undefined ? {} : { policy: await readPolicyFile(userPath(options.policy)) }),
      onEvent: (event: IngestEvent) => {
        if (event.type === 'planned') bar = output.progress(event.bytes, 'bytes');
        if (event.type === 'batch-done') bar?.advance(event.bytes);
        if (event.type === 'recovered') output.note(`finished batch ${event.batch} of an earlier run`);
        if (event.type === 'file-unreadable') output.note(`cannot read ${event.path}: ${event.error}`);
        if (event.type === 'file-withdrawn') output.note(`${event.path} went away or was rewritten while it was read; the next run reads what is there then`);
      },
    };
    const run = options.engine === 'spark'
      ? sparkIngest({ ...shared, ...sparkOptions(options, options.warehouse, output), minAgeSeconds: options.settle ?? 0 })
      : ingest({ ...shared, warehouse: userPath(options.warehouse) });
    const summary = await run.finally(() => bar?.stop());
    output.result(summary, ingestText(summary));
    return summary.files.unreadable > 0 ? exitCodes.outside : exitCodes.ok;
  }))
    .requiredOption('-i, --input <path...>', 'file, folder or quoted glob; may be given several times')
    .requiredOption('-w, --warehouse <folder>', 'folder of the warehouse; made where it is missing')
    .option('--batch-size <size>', 'raw bytes read in one batch, such as 256MiB; memory follows it', sizeOption)
    .option('--max-line <size>', 'longest line that is parsed, such as 1MiB; longer ones are rejected', sizeOption)
    .option('--settle <seconds>', 'with spark: leave files younger than this to the next run', countOption)
    .option('--policy <file>', 'JSON file: which columns to drop, hash or mask; kept for later jobs on the folder')
    .option('--dry-run', 'tell what would be read, write nothing');
}

function ingestText(summary: IngestSummary): string {
  const { files } = summary;
  const found = [
    [files.new, 'new'],
    [files.grown, 'grown'],
    [files.changed, 'changed'],
    [files.unchanged, 'unchanged'],
    [files.rejected, 'rejected as a whole'],
    [files.unreadable, 'unreadable'],
    [files.withdrawn, 'withdrawn'],
    [files.skipped, 'skipped'],
  ].filter(([count, word]) => count !== 0 || word === 'new');
  const parts = [`files     ${files.listed} (${found.map(([count, word]) => `${count} ${word}`).join(', ')})`];
  if (summary.dryRun) return [...parts, `would read ${summary.bytes} bytes in ${summary.batches} batches; nothing was written`].join('\n');
  const reasons = Object.entries(summary.reasons).map(([reason, count]) => `${count} ${reason}`);
  return [
    ...parts,
    `lines     ${summary.lines}`,
    `accepted  ${summary.accepted}`,
    `rejected  ${summary.rejected}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`,
    `read      ${(summary.bytes / 1e6).toFixed(2)} MB in ${summary.seconds.toFixed(2)} s, ${summary.mbPerSecond} MB/s`,
  ].join('\n');
}
