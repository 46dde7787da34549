import type { Command } from 'commander';
import { aggregateSql } from '../aggregate/custom-sql.ts';
import { aggregate, type AggregatedTable, type AggregateSummary } from '../aggregate/aggregate.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { sparkAggregate, sparkAggregateSql } from '../spark/spark-aggregate.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, userPath } from './job-command.ts';

interface AggregateCommandOptions extends EngineOptions {
  readonly warehouse: string;
  readonly sql?: string;
  readonly into?: string;
  readonly full?: boolean;
  readonly dryRun?: boolean;
}

/** `logex-jobs aggregate`: aggregates of the days that changed, or a user's own SELECT. */
export function aggregateCommand(): Command {
  return withEngine(jobCommand<AggregateCommandOptions>('aggregate', 'compute the aggregate tables for the days that changed, or your own SELECT', async (options, output) => {
    const dryRun = options.dryRun ?? false;
    const schema = { dryRun, full: options.full ?? false, onTable: ({ table, rows }: AggregatedTable) => output.note(`${table}: ${rows} rows`) };
    const own = options.sql === undefined ? undefined : { dryRun, file: userPath(options.sql), ...(options.into === undefined ? {} : { into: options.into }) };
    const run = async (): Promise<AggregateSummary> => {
      if (options.engine === 'spark') {
        const spark = sparkOptions(options, options.warehouse, output);
        return own ? sparkAggregateSql({ ...own, ...spark }) : sparkAggregate({ ...schema, ...spark });
      }
      const warehouse = userPath(options.warehouse);
      return own ? aggregateSql({ ...own, warehouse }) : aggregate({ ...schema, warehouse });
    };
    const summary = await run();
    const rows = summary.tables.map(({ table, partitions, rows: count }) => [table, partitions.length, count]);
    output.result(summary, textTable(['table', dryRun ? 'days to compute' : 'days computed', 'rows'], rows));
    return exitCodes.ok;
  }))
    .requiredOption('-w, --warehouse <folder>', 'folder of the warehouse')
    .option('--sql <file>', 'file with one SELECT of your own; its result replaces the rows of a table')
    .option('--into <table>', 'name of the table for --sql; by default the name of the file')
    .option('--full', 'compute every day, not only those that changed')
    .option('--dry-run', 'tell what would be computed, write nothing');
}
