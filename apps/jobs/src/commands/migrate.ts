import { createClient } from '@clickhouse/client';
import type { Command } from 'commander';
import { baseTables, LogexError } from '@logex/log-schema';
import type { JobEngine } from '../engine/job-engine.ts';
import { migrateHotTables } from '../migrate/hot-migration.ts';
import { hotTierFailed } from '../migrate/errors.ts';
import { migrate, type MigrateSummary } from '../migrate/migrate.ts';
import { sparkMigrate } from '../migrate/spark-migrate.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, userPath } from './job-command.ts';

interface MigrateCommandOptions extends EngineOptions {
  readonly warehouse: string;
  readonly clickhouse?: string;
  readonly dryRun?: boolean;
}

/** `logex-jobs migrate`: tables of an earlier release become those of this one. */
export function migrateCommand(): Command {
  return withEngine(jobCommand<MigrateCommandOptions>('migrate', 'bring the tables of a warehouse to the schema of this release; data files stay as they are', async (options, output) => {
    const dryRun = options.dryRun ?? false;
    const cold = options.engine === 'spark'
      ? await sparkMigrate({ ...sparkOptions(options, options.warehouse, output), dryRun })
      : await migrate({ warehouse: userPath(options.warehouse), dryRun });
    const hot = options.clickhouse === undefined ? [] : await withServer(options.clickhouse, (engine) => migrateHotTables({ engine, tables: baseTables, dryRun }));
    const summary = { ...cold, tables: [...cold.tables, ...hot] };
    output.result(summary, migrateText(summary));
    return exitCodes.ok;
  }))
    .requiredOption('-w, --warehouse <folder>', 'folder or URI of the warehouse')
    .option('--clickhouse <url>', 'ClickHouse server whose hot tables are migrated too; account from LOGEX_CLICKHOUSE_USER and LOGEX_CLICKHOUSE_PASSWORD')
    .option('--dry-run', 'tell what would change, write nothing');
}

/** Works on a server with the account of the environment. */
async function withServer<T>(url: string, work: (engine: Pick<JobEngine, 'run' | 'rows'>) => Promise<T>): Promise<T> {
  const { LOGEX_CLICKHOUSE_USER: username = 'default', LOGEX_CLICKHOUSE_PASSWORD: password = '' } = process.env;
  const client = createClient({ url, username, password });
  try {
    return await work({
      run: async (query, parameters = {}) => void (await client.command({ query, query_params: { ...parameters } })),
      rows: async <Row>(query: string, parameters = {}) => (await client.query({ query, format: 'JSONEachRow', query_params: { ...parameters } })).json<Row>(),
    });
  } catch (cause) {
    throw cause instanceof LogexError ? cause : hotTierFailed(url, cause);
  } finally {
    await client.close();
  }
}

function migrateText(summary: MigrateSummary): string {
  const statements = summary.tables.filter((table) => table.statements.length > 0)
    .map(({ table, statements: lines }) => [`-- ${table}`, ...lines].join('\n'));
  return [textTable(['table', 'state', 'changes'], summary.tables.map(({ table, state, changes }) => [table, state, changes.join('\n')])), ...(summary.dryRun ? statements : [])].join('\n\n');
}
