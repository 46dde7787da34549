import type { ContainerTool } from '../engines/container-tool-name.ts';
import { commandLine, findContainerTool, runTool } from '../engines/container-tool.ts';
import { ecrIn } from '../engines/ecr.ts';
import { loginCommand } from '../images/login-command.ts';
import { repositoryUnknown } from '../images/errors.ts';
import { textTable } from '../output/table.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadSettings, type SettingsOptions } from './load-settings.ts';

/** Options of `ecr-login`. */
export interface EcrLoginOptions extends SettingsOptions {
  readonly tool?: ContainerTool;
  /** Only tell the command. */
  readonly dryRun?: boolean;
}

/** `logex-deployer ecr-login`: lets a container tool push to the registry of the account. The password goes to its standard input. */
export async function ecrLogin(context: CommandContext, options: EcrLoginOptions): Promise<CommandResult> {
  const { aws_region: region } = await loadSettings(context, options);
  const tool = await findContainerTool(context.environment, options.tool);
  const { registry, username, password, expiresAt } = await ecrIn(region).login();
  const command = loginCommand(tool, registry, username);
  const value = { tool, registry, username, expiresAt, command: commandLine(command) };
  if (options.dryRun === true) return { value, text: `would run, with the password at its standard input:\n${value.command}` };
  await runTool(command, context.environment, password);
  return { value, text: `${tool} may push to ${registry} until ${expiresAt}` };
}

/** Options of `ecr-list`. */
export interface EcrListOptions extends SettingsOptions {
  /** Repositories of other projects too. */
  readonly all?: boolean;
}

/** `logex-deployer ecr-list`: the repositories of the project. */
export async function ecrList(context: CommandContext, options: EcrListOptions): Promise<CommandResult> {
  const { aws_region: region, project_name: project } = await loadSettings(context, options);
  const repositories = await ecrIn(region).repositories(options.all === true ? '' : `${project}/`);
  const rows = repositories.map(({ name, address, tagsMove, scansOnPush }) => [name, address, tagsMove ? 'move' : 'never move', scansOnPush ? 'scanned' : 'not scanned']);
  const none = `no repository of ${project} in ${region}; 'logex-deployer apply' makes them`;
  return { value: { region, repositories }, text: repositories.length === 0 ? none : textTable(['repository', 'address', 'tags', 'pushed images are'], rows) };
}

/** Options of `ecr-images`. */
export interface EcrImagesOptions extends SettingsOptions {
  /** Repository, with or without the project before it. */
  readonly repository: string;
}

/**
 * `logex-deployer ecr-images`: the images of a repository, the newest first.
 *
 * @throws LogexError `deployer/repository-unknown` (usage).
 */
export async function ecrImages(context: CommandContext, options: EcrImagesOptions): Promise<CommandResult> {
  const { aws_region: region, project_name: project } = await loadSettings(context, options);
  const ecr = ecrIn(region);
  const repository = options.repository.startsWith(`${project}/`) ? options.repository : `${project}/${options.repository}`;
  const images = (await ecr.images(repository)) ?? (repository === options.repository ? undefined : await ecr.images(options.repository));
  if (images === undefined) throw repositoryUnknown(options.repository, (await ecr.repositories(`${project}/`)).map(({ name }) => name));
  const rows = images.map(({ digest, tags, pushedAt, bytes }) => [tags.join(', '), digest, pushedAt, `${(bytes / 1e6).toFixed(1)} MB`]);
  return { value: { repository, images }, text: images.length === 0 ? `${repository} has no image` : textTable(['tags', 'digest', 'pushed at', 'compressed'], rows) };
}
