import type { Command } from 'commander';
import { aggregateSql } from '../aggregate/custom-sql.ts';
import { aggregate } from '../aggregate/aggregate.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { jobCommand, userPath, type CommonOptions } from './job-command.ts';

interface AggregateCommandOptions extends CommonOptions {
  readonly warehouse: string;
  readonly sql?: string;
  readonly into?: string;
  readonly full?: boolean;
  readonly dryRun?: boolean;
}

/** `logex-jobs aggregate`: aggregates of the days that changed, or a user's own SELECT. */
export function aggregateCommand(): Command {
  return jobCommand<AggregateCommandOptions>('aggregate', 'compute the aggregate tables for the days that changed, or your own SELECT', async (options, output) => {
    const warehouse = userPath(options.warehouse);
    const dryRun = options.dryRun ?? false;
    const summary = options.sql === undefined
      ? await aggregate({ warehouse, dryRun, full: options.full ?? false, onTable: ({ table, rows }) => output.note(`${table}: ${rows} rows`) })
      : await aggregateSql({ warehouse, dryRun, file: userPath(options.sql), ...(options.into === undefined ? {} : { into: options.into }) });
    const rows = summary.tables.map(({ table, partitions, rows: count }) => [table, partitions.length, count]);
    output.result(summary, textTable(['table', dryRun ? 'days to compute' : 'days computed', 'rows'], rows));
    return exitCodes.ok;
  })
    .requiredOption('-w, --warehouse <folder>', 'folder of the warehouse')
    .option('--sql <file>', 'file with one SELECT of your own; its result replaces the rows of a table')
    .option('--into <table>', 'name of the table for --sql; by default the name of the file')
    .option('--full', 'compute every day, not only those that changed')
    .option('--dry-run', 'tell what would be computed, write nothing');
}
