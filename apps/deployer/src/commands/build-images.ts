import type { ContainerTool } from '../engines/container-tool-name.ts';
import { commandLine, findContainerTool } from '../engines/container-tool.ts';
import { ecrIn } from '../engines/ecr.ts';
import { buildImages, planImages, type BuiltResult } from '../images/build-images.ts';
import { writeDigests } from '../images/digest-file.ts';
import { imagesFolder, readImageVersions } from '../images/image-versions.ts';
import { nodePlatforms } from '../images/node-platforms.ts';
import { builtImages } from '../images/project-image.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadSettings, type SettingsOptions } from './load-settings.ts';

/** Options of the commands that build images. */
export interface BuildImagesOptions extends SettingsOptions {
  readonly tool?: ContainerTool;
  /** Platforms, such as `linux/arm64`; without it those of the nodes. */
  readonly platform?: readonly string[];
  /** Base images in place of those of `versions.json`. */
  readonly base?: readonly string[];
  readonly imagesFolder?: string;
  /** File of digests, in place of `logex.images.json`. */
  readonly images?: string;
  /** False: build only. */
  readonly push?: boolean;
  /** Only tell the commands. */
  readonly dryRun?: boolean;
}

/** `logex-deployer build-images`, and with a name `build-<name>`: builds, pushes, and writes the digests down. */
export function buildImagesCommand(name?: string): (context: CommandContext, options: BuildImagesOptions) => Promise<CommandResult> {
  return async (context, options) => {
    const config = await loadSettings(context, options);
    const folder = imagesFolder(context.base, options.imagesFolder);
    const { push = true, dryRun = false, platform = nodePlatforms(config), base = [] } = options;
    const request = {
      images: builtImages.filter((image) => name === undefined || image.name === name),
      project: config.project_name,
      folder,
      versions: readImageVersions(folder),
      tool: await toolOf(context, options),
      platforms: platform,
      base,
      push,
    };
    if (dryRun) return told(planImages(request, true, (repository) => `000000000000.dkr.ecr.${config.aws_region}.amazonaws.com/${repository}`));
    const built = await buildImages(context, request, ecrIn(config.aws_region));
    if (!push) return { value: { images: built }, text: built.map(({ name: image, reference }) => `${image}: built as ${reference}, not pushed`).join('\n') };
    const file = writeDigests(context.base, options.images, digestsOf(built));
    const lines = built.map(({ name: image, reference, digest, skipped }) => `${image}: ${reference}@${digest ?? ''}${skipped ? ' (was there)' : ''}`);
    return { value: { images: built, file }, text: [...lines, `${file.changed.length === 0 ? 'no digest changed in' : `wrote ${file.changed.join(', ')} to`} ${file.path}`].join('\n') };
  };
}

/** For a dry run any tool will do, where none is there. */
async function toolOf({ environment }: CommandContext, { tool, dryRun = false }: BuildImagesOptions): Promise<ContainerTool> {
  if (dryRun && tool !== undefined) return tool;
  return dryRun ? findContainerTool(environment).catch(() => 'docker' as const) : findContainerTool(environment, tool);
}

function told(planned: ReturnType<typeof planImages>): CommandResult {
  const notes = [...new Set(planned.flatMap(({ placeholders }) => placeholders))].map((name) => `# ${name} has no digest yet: logex-deployer mirror --resolve`);
  const images = planned.map(({ name, repository, tag, commands }) => ({ name, repository, tag, commands: commands.map(commandLine) }));
  const text = [...notes, ...images.flatMap(({ name, commands }) => [`# ${name}`, ...commands])].join('\n');
  return { value: { dryRun: true, images, placeholders: notes.length }, text };
}

const digestsOf = (built: readonly BuiltResult[]): Readonly<Record<string, string>> => Object.fromEntries(built.flatMap(({ name, digest }) => (digest === null ? [] : [[name, digest]])));
