import { Argument, Option, type Command } from 'commander';
import { containerTools } from '../engines/container-tool-name.ts';
import type { BuildImagesOptions } from './build-images.ts';
import type { EcrImagesOptions, EcrListOptions, EcrLoginOptions } from './ecr.ts';
import { collect, lazyCommand, withConfig, withDeployment } from './lazy-command.ts';
import type { MirrorOptions } from './mirror.ts';
import type { SecretsOptions } from './secrets.ts';
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
  ];
}
