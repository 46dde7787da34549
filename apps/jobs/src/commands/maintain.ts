import type { Command } from 'commander';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { sparkMaintain } from '../spark/spark-maintain.ts';
import { sparkOptions, withSparkOptions, type SparkCommandOptions } from './engine-option.ts';
import { countOption, jobCommand } from './job-command.ts';

interface MaintainCommandOptions extends SparkCommandOptions {
  readonly warehouse: string;
  readonly retention?: number;
  readonly orphanAge?: number;
  readonly snapshotAge?: number;
}

/** `logex-jobs maintain`: fewer and larger files, fewer snapshots; on Spark only. */
export function maintainCommand(): Command {
  return withSparkOptions(jobCommand<MaintainCommandOptions>('maintain', 'compact small files, expire snapshots, remove orphans and old days (with Spark)', async (options, output) => {
    const summary = await sparkMaintain({
      ...sparkOptions(options, options.warehouse, output),
      ...(options.retention === undefined ? {} : { retentionDays: options.retention }),
      ...(options.orphanAge === undefined ? {} : { orphanHours: options.orphanAge }),
      ...(options.snapshotAge === undefined ? {} : { snapshotHours: options.snapshotAge }),
    });
    const rows = summary.tables.map(({ table, settings, before, after, orphans }) => [
      table,
      `${before.files} → ${after.files}`,
      `${before.bytes} → ${after.bytes}`,
      `${before.snapshots} → ${after.snapshots}`,
      orphans,
      settings.retentionDays ?? 'for ever',
      `${settings.snapshotHours} h, ${settings.snapshotsKept}`,
      `${settings.orphanHours} h`,
    ]);
    output.result(summary, textTable(['table', 'files', 'bytes', 'snapshots', 'orphans removed', 'days kept', 'snapshots kept', 'orphans kept'], rows));
    return exitCodes.ok;
  }))
    .requiredOption('-w, --warehouse <folder>', 'folder or URI of the warehouse')
    .option('--retention <days>', 'drop days older than this from tables by day; by default as the schema says of each table', countOption)
    .option('--orphan-age <hours>', 'remove files that no snapshot names from this age on; by default as the schema says', countOption)
    .option('--snapshot-age <hours>', 'let snapshots expire from this age on; by default as the schema says', countOption);
}
