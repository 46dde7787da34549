import type { Command } from 'commander';
import { audit } from '../audit/audit.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { sparkAudit } from '../spark/spark-audit.ts';
import { sparkOptions, withEngine, type EngineOptions } from './engine-option.ts';
import { jobCommand, userPath } from './job-command.ts';

interface AuditCommandOptions extends EngineOptions {
  readonly warehouse: string;
}

/** `logex-jobs audit`: rows in = rows accepted + rows rejected, file by file. */
export function auditCommand(): Command {
  return withEngine(jobCommand<AuditCommandOptions>('audit', 'check that every line read is a row, file by file', async (options, output) => {
    const report = await (options.engine === 'spark' ? sparkAudit(sparkOptions(options, options.warehouse, output)) : audit(userPath(options.warehouse)));
    const rows = report.files.map((file) => [file.file, file.lines, file.accepted, file.rejected, file.balanced ? 'yes' : `no: ${faultOf(file)}`]);
    const total = ['all files', report.lines, report.accepted, report.rejected, report.balanced ? 'yes' : 'no'];
    output.result(report, textTable(['file', 'lines', 'accepted', 'rejected', 'balanced'], [...rows, total]));
    return report.balanced ? exitCodes.ok : exitCodes.finding;
  })).requiredOption('-w, --warehouse <folder>', 'folder of the warehouse');
}

function faultOf(file: { readonly difference: number; readonly repeated: number; readonly pending: number }): string {
  if (file.pending > 0) return 'an ingest was interrupted; run it again';
  return file.repeated > 0 ? `${file.repeated} lines twice` : `${file.difference} lines without a row`;
}
