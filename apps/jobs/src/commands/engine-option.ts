import { Option, type Command } from 'commander';
import { isUri, catalogOf, type SparkJobOptions } from '../spark/spark-warehouse.ts';
import type { Output } from '../output/console-output.ts';
import { userPath, type CommonOptions } from './job-command.ts';

/** Options of commands that Spark can run. */
export interface SparkCommandOptions extends CommonOptions {
  readonly metastore?: string;
  readonly driverMemory?: string;
}

/** Options of commands that more than one engine runs. */
export interface EngineOptions extends SparkCommandOptions {
  readonly engine: 'embedded' | 'spark';
}

/** Adds the choice of the engine to a command. */
export function withEngine(command: Command): Command {
  const engine = new Option('--engine <engine>', 'what runs the job: embedded needs Node only, spark a JDK and Maven').choices(['embedded', 'spark']).default('embedded');
  return withSparkOptions(command.addOption(engine));
}

/** Adds the options of Spark to a command. */
export function withSparkOptions(command: Command): Command {
  return command
    .option('--metastore <uri>', 'with spark: Hive Metastore that keeps the tables, such as thrift://host:9083')
    .option('--driver-memory <size>', 'with spark: heap of the driver, such as 4g (2g)');
}

/** What a job on Spark takes of the command line. */
export function sparkOptions(options: SparkCommandOptions, warehouse: string, output: Output): SparkJobOptions {
  const place = isUri(warehouse) ? warehouse : userPath(warehouse);
  return {
    catalog: catalogOf(place, options.metastore),
    ...(options.driverMemory === undefined ? {} : { memory: options.driverMemory }),
    ...(process.env['LOGEX_SPARK_QUICK'] === '1' ? { quick: true } : {}),
    onNote: output.note,
  };
}
