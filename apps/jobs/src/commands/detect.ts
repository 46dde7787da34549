import type { Command } from 'commander';
import { detect } from '../detect/detect.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { countOption, jobCommand, userFolder, type CommonOptions } from './job-command.ts';

interface DetectCommandOptions extends CommonOptions {
  readonly input: string[];
  readonly lines: number;
}

/** `logex-jobs detect`: what files hold, before anything is written. */
export function detectCommand(): Command {
  return jobCommand<DetectCommandOptions>('detect', 'tell what formats files hold and what of them would be rejected', async (options, output) => {
    const report = await detect({
      input: options.input,
      base: userFolder,
      linesPerFile: options.lines,
    });
    const kinds = report.found.map((row) => [row.file, row.format || `rejected: ${row.reason}`, row.lines, row.example === null ? '' : `line ${row.exampleLine}: ${row.example.slice(0, 80)}`]);
    const fields = report.unknownFields.map((row) => [row.field, row.types.join(', '), row.lines]);
    output.result(report, [
      textTable(['file', 'format', 'lines', 'first of them'], kinds),
      ...(fields.length > 0 ? ['JSON fields without a column; they go into attributes:', textTable(['field', 'types', 'lines'], fields)] : []),
      ...report.faults.map(({ path, error }) => `cannot be read: ${path}: ${error}`),
    ].join('\n'));
    return exitCodes.ok;
  })
    .requiredOption('-i, --input <path...>', 'file, folder or quoted glob; may be given several times')
    .option('--lines <count>', 'lines of each file to look at', countOption, 100_000);
}
