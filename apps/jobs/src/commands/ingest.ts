import type { Command } from 'commander';
import { ingest } from '../ingest/ingest.ts';
import type { IngestSummary } from '../ingest/ingest-summary.ts';
import { exitCodes } from '../output/exit-code.ts';
import type { Progress } from '../output/console-output.ts';
import { jobCommand, sizeOption, userFolder, userPath, type CommonOptions } from './job-command.ts';

interface IngestCommandOptions extends CommonOptions {
  readonly input: string[];
  readonly warehouse: string;
  readonly batchSize?: number;
  readonly maxLine?: number;
  readonly dryRun?: boolean;
}

/** `logex-jobs ingest`: raw files into tables. */
export function ingestCommand(): Command {
  return jobCommand<IngestCommandOptions>('ingest', 'read raw log files, plain or .gz, into the tables of a warehouse', async (options, output) => {
    let bar: Progress | undefined;
    const summary = await ingest({
      input: options.input,
      warehouse: userPath(options.warehouse),
      base: userFolder,
      ...(options.batchSize === undefined ? {} : { batchBytes: options.batchSize }),
      ...(options.maxLine === undefined ? {} : { maxLineBytes: options.maxLine }),
      dryRun: options.dryRun ?? false,
      onEvent: (event) => {
        if (event.type === 'planned') bar = output.progress(event.bytes, 'bytes');
        if (event.type === 'batch-done') bar?.advance(event.bytes);
        if (event.type === 'recovered') output.note(`finished batch ${event.batch} of an earlier run`);
        if (event.type === 'file-unreadable') output.note(`cannot read ${event.path}: ${event.error}`);
        if (event.type === 'file-withdrawn') output.note(`${event.path} went away or was rewritten while it was read; the next run reads what is there then`);
      },
    }).finally(() => bar?.stop());
    output.result(summary, ingestText(summary));
    return summary.files.unreadable > 0 ? exitCodes.outside : exitCodes.ok;
  })
    .requiredOption('-i, --input <path...>', 'file, folder or quoted glob; may be given several times')
    .requiredOption('-w, --warehouse <folder>', 'folder of the warehouse; made where it is missing')
    .option('--batch-size <size>', 'raw bytes read in one batch, such as 256MiB; memory follows it', sizeOption)
    .option('--max-line <size>', 'longest line that is parsed, such as 1MiB; longer ones are rejected', sizeOption)
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
