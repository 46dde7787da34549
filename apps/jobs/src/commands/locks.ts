import type { Command } from 'commander';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { metastoreLocks } from '../spark/spark-locks.ts';
import { countOption, jobCommand, type CommonOptions } from './job-command.ts';

interface LocksCommandOptions extends CommonOptions {
  readonly metastore: string;
  readonly release?: boolean;
  readonly silentFor: number;
}

/** `logex-jobs locks`: who holds tables of a metastore, and the way to let go of what a killed driver left. */
export function locksCommand(): Command {
  return jobCommand<LocksCommandOptions>('locks', 'show the locks of a Hive Metastore, and release those of drivers that were killed', async (options, output) => {
    const locks = await metastoreLocks({
      metastore: options.metastore,
      quick: true,
      onNote: output.note,
      ...(options.release ? { releaseAfterSeconds: options.silentFor } : {}),
    });
    const rows = locks.map((lock) => [lock.id, lock.table, lock.state, lock.owner, lock.silentSeconds, lock.released ? 'yes' : 'no']);
    const text = locks.length === 0 ? 'no table is locked' : textTable(['lock', 'table', 'state', 'owner', 'silent for s', 'released'], rows);
    output.result({ job: 'locks', locks }, text);
    return exitCodes.ok;
  })
    .requiredOption('--metastore <uri>', 'Hive Metastore, such as thrift://host:9083')
    .option('--release', 'release locks whose driver gives no sign of life')
    .option('--silent-for <seconds>', 'how long such a driver has been silent; one at work is heard every 20 seconds', countOption, 120);
}
