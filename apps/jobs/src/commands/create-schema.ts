import { Option, type Command } from 'commander';
import { allTables, clickhouseTarget, icebergTarget, sparkTarget, type AnyTable } from '@logex/log-schema';
import { warehouseNotWritable } from '../errors.ts';
import { loadTable } from '../iceberg/index.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { tableFolder, warehouseAt } from '../warehouse/warehouse.ts';
import { isWriteFault } from '../engine/write-fault.ts';
import { sparkCreateSchema } from '../spark/spark-schema.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, userPath } from './job-command.ts';

interface CreateSchemaOptions extends EngineOptions {
  readonly warehouse?: string;
  readonly print?: 'spark' | 'clickhouse' | 'iceberg';
  readonly dryRun?: boolean;
}

const printed = {
  spark: (table: AnyTable) => [sparkTarget.createTable(table, { catalog: 'iceberg' }), sparkTarget.writeOrder(table, 'iceberg')].filter((text) => text !== undefined).map((text) => `${text};`).join('\n'),
  clickhouse: (table: AnyTable) => `${clickhouseTarget.mergeTreeTable(table)};`,
  iceberg: (table: AnyTable) => JSON.stringify(icebergTarget.icebergSchema(table), null, 2),
};

/** `logex-jobs create-schema`: the tables of the schema, empty; or their DDL as text. */
export function createSchemaCommand(): Command {
  const command: Command = withEngine(jobCommand<CreateSchemaOptions>('create-schema', 'create the tables of the schema, or print their DDL', async (options, output) => {
    const { print } = options;
    if (print !== undefined) {
      const texts = allTables.map((table) => ({ table: table.name, text: printed[print](table) }));
      output.result(texts, texts.map(({ text }) => text).join('\n\n'));
      return exitCodes.ok;
    }
    if (options.warehouse === undefined) return command.error("error: required option '-w, --warehouse <folder>' not specified; without it, --print a target");
    if (options.engine === 'spark') {
      if (options.dryRun) return command.error("error: option '--dry-run' goes with '--engine embedded'; with spark, --print tells what is created");
      const made = await sparkCreateSchema(sparkOptions(options, options.warehouse, output));
      output.result({ job: 'create-schema', engine: 'spark', dryRun: false, tables: made }, textTable(['table', 'state'], made.map((row) => [row.table, row.state])));
      return exitCodes.ok;
    }
    const warehouse = warehouseAt(userPath(options.warehouse));
    const rows: { table: string; folder: string; state: 'created' | 'exists' | 'missing' }[] = [];
    for (const table of allTables) {
      const folder = tableFolder(warehouse, table);
      const exists = await loadTable(folder).then(() => true, () => false);
      if (!exists && !options.dryRun) await ensureTable(warehouse, table).catch((cause: unknown) => Promise.reject(isWriteFault(cause) ? warehouseNotWritable(warehouse.root, cause) : cause));
      rows.push({ table: table.name, folder, state: exists ? 'exists' : options.dryRun ? 'missing' : 'created' });
    }
    output.result({ job: 'create-schema', dryRun: options.dryRun ?? false, tables: rows }, textTable(['table', 'folder', 'state'], rows.map((row) => [row.table, row.folder, row.state])));
    return exitCodes.ok;
  }))
    .option('-w, --warehouse <folder>', 'folder of the warehouse; made where it is missing')
    .addOption(new Option('--print <target>', 'print the DDL of all tables for a target instead').choices(Object.keys(printed)))
    .option('--dry-run', 'tell which tables are missing, write nothing');
  return command;
}
