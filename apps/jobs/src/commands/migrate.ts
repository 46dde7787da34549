import type { Command } from 'commander';
import { migrate, type MigrateSummary } from '../migrate/migrate.ts';
import { sparkMigrate } from '../migrate/spark-migrate.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, userPath } from './job-command.ts';

interface MigrateCommandOptions extends EngineOptions {
  readonly warehouse: string;
  readonly dryRun?: boolean;
}

/** `logex-jobs migrate`: tables of an earlier release become those of this one. */
export function migrateCommand(): Command {
  return withEngine(jobCommand<MigrateCommandOptions>('migrate', 'bring the tables of a warehouse to the schema of this release; data files stay as they are', async (options, output) => {
    const dryRun = options.dryRun ?? false;
    const summary = options.engine === 'spark'
      ? await sparkMigrate({ ...sparkOptions(options, options.warehouse, output), dryRun })
      : await migrate({ warehouse: userPath(options.warehouse), dryRun });
    output.result(summary, migrateText(summary));
    return exitCodes.ok;
  }))
    .requiredOption('-w, --warehouse <folder>', 'folder or URI of the warehouse')
    .option('--dry-run', 'tell what would change, write nothing');
}

function migrateText(summary: MigrateSummary): string {
  const statements = summary.tables.filter((table) => table.statements.length > 0)
    .map(({ table, statements: lines }) => [`-- ${table}`, ...lines].join('\n'));
  return [textTable(['table', 'state', 'changes'], summary.tables.map(({ table, state, changes }) => [table, state, changes.join('\n')])), ...(summary.dryRun ? statements : [])].join('\n\n');
}
