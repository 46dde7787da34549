import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { containerTools } from '../engines/container-tool-name.ts';
import type { BuildImagesOptions } from './build-images.ts';
import type { EcrImagesOptions, EcrListOptions, EcrLoginOptions } from './ecr.ts';
import { collect, lazyCommand, withConfig, withDeployment } from './lazy-command.ts';
import type { MirrorOptions } from './mirror.ts';
import type { SecretsOptions } from './secrets.ts';
import { logSources, runnableJobs } from './log-source.ts';
import type { LogsOptions } from './logs.ts';
import type { ProjectOptions } from './open-project.ts';
import type { ChPortOptions, HmsPortOptions } from './ports.ts';
import type { RunOptions } from './run.ts';
import type { TfvarsOptions } from './tfvars.ts';

const toolOption = (): Option => new Option('--tool <tool>', 'container tool; without it the first one that answers').choices(containerTools);
const imagesFile: readonly [string, string] = ['--images <file>', 'digests of images; without it logex.images.json'];

const outputsFile: readonly [string, string] = ['--outputs <file>', 'outputs of phase 1 as Terraform prints them; without it logex.outputs.json, where there is one, else the state'];
const imagesFolder: readonly [string, string] = ['--images-folder <folder>', "folder of Dockerfiles and versions.json; without it images of this folder, else LogEx's own"];

function buildCommand(command: string, summary: string, name?: string): Command {
  return withConfig(lazyCommand<BuildImagesOptions>(command, summary, async () => (await import('./build-images.ts')).buildImagesCommand(name)))
    .addOption(toolOption())
    .option('--platform <platform>', 'platform, such as linux/arm64; may be given several times; without it those of the nodes', collect)
    .option('--base <ARGUMENT=image>', 'base image by digest, in place of that of versions.json; may be given several times', collect)
    .option('--no-push', 'build only')
    .option('--dry-run', 'only tell the commands')
    .option(...imagesFolder)
    .option(...imagesFile);
}

/** Commands for images and their registry, and for a deployment that runs. */
export function dayTwoCommands(): readonly Command[] {
  return [
    buildCommand('build-images', 'build all images, push them, and write their digests down'),
    buildCommand('build-hive', 'build the Hive Metastore', 'hive-metastore'),
    buildCommand('build-spark-ingest', 'build Spark for the ingest', 'spark-ingest'),
    buildCommand('build-spark-aggregate', 'build Spark for the aggregates', 'spark-aggregate'),
    withConfig(lazyCommand<MirrorOptions>('mirror', 'copy public images to the registry of the account, checked by digest', async () => (await import('./mirror.ts')).mirror))
      .option('--only <name>', 'image; may be given several times; without it all', collect)
      .option('--resolve', 'look up missing digests and write them into versions.json, in place of copying')
      .option('--dry-run', 'only tell what would be done')
      .option(...imagesFolder)
      .option(...imagesFile),
    withConfig(lazyCommand<EcrLoginOptions>('ecr-login', 'let a container tool push to the registry of the account', async () => (await import('./ecr.ts')).ecrLogin))
      .addOption(toolOption())
      .option('--dry-run', 'only tell the command'),
    withConfig(lazyCommand<EcrListOptions>('ecr-list', 'the repositories of the project', async () => (await import('./ecr.ts')).ecrList)).option('--all', 'those of other projects too'),
    withConfig(lazyCommand<EcrImagesOptions>('ecr-images', 'the images of a repository, the newest first', async () => (await import('./ecr.ts')).ecrImages)).addArgument(
      new Argument('repository', 'name, with or without the project before it'),
    ),
    withConfig(lazyCommand<TfvarsOptions>('tfvars', 'the newest images of the registry by digest, as values of the configuration', async () => (await import('./tfvars.ts')).tfvars))
      .option('--write', 'put the digests into the file that plans of phase 2 read')
      .option('--dry-run', 'with --write: only tell what would change in it')
      .option(...imagesFile),
    withDeployment(lazyCommand<SecretsOptions>('secrets', 'fill the secrets that phase 1 made empty; no value is told', async () => (await import('./secrets.ts')).secrets))
      .option('--dry-run', 'only tell what would be put there')
      .option(...outputsFile),
    ...clusterCommands(),
  ];
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('Allowed is a port from 1 to 65535, or 0 for a free one.');
  return value;
}

function lineCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Allowed is a whole number of lines from 1 on.');
  return value;
}

const onCluster = (command: Command): Command =>
  withConfig(command)
    .option('--context <name>', "context of the kubeconfig; without it the one with the name of the project's cluster")
    .option('--kubeconfig <file>', 'kubeconfig; without it those of KUBECONFIG, else ~/.kube/config');

function clusterCommands(): readonly Command[] {
  return [
    onCluster(lazyCommand<ProjectOptions>('status', 'nodes, workloads, last runs, lag and tables on one screen', async () => (await import('./status.ts')).status)).option(...outputsFile),
    onCluster(lazyCommand<RunOptions>('run', 'start a job now and follow it', async () => (await import('./run.ts')).run))
      .addArgument(new Argument('job', 'what is started').choices(runnableJobs))
      .option('--dry-run', 'only print the run that would be made')
      .option('--no-follow', 'start it and leave it')
      .option('--alongside', 'start it although another run of the job is at work'),
    onCluster(lazyCommand<LogsOptions>('logs', 'the log of the newest run of a job, or of all pods of a workload', async () => (await import('./logs.ts')).logs))
      .addArgument(new Argument('of', 'job or workload').choices(logSources))
      .option('-f, --follow', 'go on until the pods end')
      .option('--tail <lines>', 'lines of before; without it all', lineCount)
      .option('--run <name>', 'run of the job, in place of the newest'),
    onCluster(lazyCommand<HmsPortOptions>('hms-port', 'the Hive Metastore on a port of this machine', async () => (await import('./ports.ts')).hmsPort)).option('--port <port>', 'port of 127.0.0.1; without it 9083', port),
    onCluster(lazyCommand<ChPortOptions>('ch-port', 'ClickHouse on ports of this machine', async () => (await import('./ports.ts')).chPort))
      .option('--http-port <port>', 'port of 127.0.0.1 for HTTP; without it 8123', port)
      .option('--native-port <port>', 'port of 127.0.0.1 for the native protocol; without it 9000', port),
  ];
}
