import { writeFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import { customSqlSource } from '../aggregate/custom-sql.ts';
import { writeFailed } from '../errors.ts';
import { exitCodes } from '../output/exit-code.ts';
import { readPolicyFile } from '../policy/kept-policy.ts';
import { clusterJobs, compileJobs, type ClusterJob } from '../spark/compiled-jobs.ts';
import { countOption, jobCommand, sizeOption, userPath, type CommonOptions } from './job-command.ts';

interface CompileCommandOptions extends CommonOptions {
  readonly output?: string;
  readonly batchSize?: number;
  readonly maxLine?: number;
  readonly settle?: number;
  readonly policy?: string;
  readonly sql?: string[];
}

/** `logex-jobs compile`: the plans of jobs, for a cluster that runs them on Spark. */
export function compileCommand(): Command {
  const command = jobCommand<CompileCommandOptions>('compile', 'compile jobs to plans for a cluster, with holes ${warehouse}, ${metastore} and ${input}', async (options, output) => {
    const [named] = command.processedArgs as [readonly ClusterJob[]];
    const sources = await Promise.all((options.sql ?? []).map((file) => customSqlSource({ file: userPath(file) })));
    const compiled = compileJobs({
      ...(named.length === 0 ? {} : { jobs: named }),
      ...(options.batchSize === undefined ? {} : { batchBytes: options.batchSize }),
      ...(options.maxLine === undefined ? {} : { maxLineBytes: options.maxLine }),
      ...(options.settle === undefined ? {} : { minAgeSeconds: options.settle }),
      ...(options.policy === undefined ? {} : { policy: await readPolicyFile(userPath(options.policy)) }),
      selects: Object.fromEntries(sources.map(({ name, sql }) => [name, sql])),
    });
    if (options.output === undefined) {
      output.result(compiled, JSON.stringify(compiled, null, 2));
      return exitCodes.ok;
    }
    const file = userPath(options.output);
    await writeFile(file, `${JSON.stringify(compiled, null, 2)}\n`).catch((cause: unknown) => Promise.reject(writeFailed(`writing '${file}'`, cause)));
    output.result({ job: 'compile', file, jobs: Object.keys(compiled.jobs) }, `${Object.keys(compiled.jobs).join(', ')}: ${file}`);
    return exitCodes.ok;
  })
    .addArgument(new Argument('[job...]', 'jobs to compile; all when none is named').choices(clusterJobs))
    .option('-o, --output <file>', 'file to write, such as logex.jobs.json; by default they are printed')
    .option('--batch-size <size>', 'raw bytes that the ingest reads in one batch (1GiB)', sizeOption)
    .option('--max-line <size>', 'longest line that is parsed (1MiB)', sizeOption)
    .option('--settle <seconds>', 'leave files younger than this to the next run (60)', countOption)
    .option('--policy <file>', 'JSON file: which columns to drop, hash or mask')
    .option('--sql <file...>', 'files with one SELECT each, in the SQL of Spark; each becomes a table by the name of its file');
  return command;
}
