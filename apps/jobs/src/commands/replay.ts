import type { Command } from 'commander';
import { exitCodes } from '../output/exit-code.ts';
import { readPolicyFile } from '../policy/kept-policy.ts';
import { replay } from '../replay/replay.ts';
import { isUri } from '../spark/spark-warehouse.ts';
import { sparkReplay } from '../spark/spark-replay.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, sizeOption, userPath } from './job-command.ts';

interface ReplayCommandOptions extends EngineOptions {
  readonly warehouse: string;
  readonly reason?: string;
  readonly file?: string;
  readonly maxLine?: number;
  readonly dryRun?: boolean;
  readonly policy?: string;
}

/** `logex-jobs replay`: rejected lines once more, after a fix. */
export function replayCommand(): Command {
  return withEngine(jobCommand<ReplayCommandOptions>('replay', 'read rejected lines again after a fix; those that parse now move to logs', async (options, output) => {
    const selection = {
      ...(options.reason === undefined ? {} : { reason: options.reason }),
      ...(options.file === undefined ? {} : { file: isUri(options.file) ? options.file : userPath(options.file) }),
      ...(options.maxLine === undefined ? {} : { maxLineBytes: options.maxLine }),
      dryRun: options.dryRun ?? false,
      ...(options.policy === undefined ? {} : { policy: await readPolicyFile(userPath(options.policy)) }),
    };
    const summary = await (options.engine === 'spark'
      ? sparkReplay({ ...selection, ...sparkOptions(options, options.warehouse, output) })
      : replay({ ...selection, warehouse: userPath(options.warehouse) }));
    output.result(summary, `${summary.read} rejected lines read again: ${summary.moved} ${summary.dryRun ? 'would move' : 'moved'} to logs, ${summary.kept} still rejected`);
    return exitCodes.ok;
  }))
    .requiredOption('-w, --warehouse <folder>', 'folder of the warehouse')
    .option('--reason <code>', 'only lines that were rejected for this reason')
    .option('--file <path>', 'only lines of this file')
    .option('--max-line <size>', 'longest line that is parsed, such as 16MiB', sizeOption)
    .option('--policy <file>', 'JSON file: which columns to drop, hash or mask; kept for later jobs on the folder')
    .option('--dry-run', 'tell how many lines would move, write nothing');
}
