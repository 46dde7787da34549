import { ecrIn } from '../engines/ecr.ts';
import { writeDigests } from '../images/digest-file.ts';
import { pushedImages, type PushedImages } from '../images/pushed-images.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadSettings, type SettingsOptions } from './load-settings.ts';

/** Options of `tfvars`. */
export interface TfvarsOptions extends SettingsOptions {
  /** Put the digests into the file that plans of phase 2 read. */
  readonly write?: boolean;
  /** With `write`: only tell what would change in it. */
  readonly dryRun?: boolean;
  /** That file, in place of `logex.images.json`. */
  readonly images?: string;
}

/** `logex-deployer tfvars`: the newest images of the registry by digest, as values of the configuration. */
export async function tfvars(context: CommandContext, options: TfvarsOptions): Promise<CommandResult> {
  const { aws_region: region, project_name: project } = await loadSettings(context, options);
  const pushed = await pushedImages(ecrIn(region), project);
  if (options.write !== true) return { value: pushed, text: tfvarsText(pushed) };
  const digests = Object.fromEntries(pushed.images.map(({ name, digest }) => [name, digest]));
  const file = writeDigests(context.base, options.images, digests, options.dryRun);
  const what = file.changed.length === 0 ? 'nothing changes' : file.changed.join(', ');
  return { value: { ...pushed, file }, text: `${tfvarsText(pushed)}\n\n${options.dryRun === true ? 'would write' : 'wrote'} ${file.path}: ${what}` };
}

/** Assignments in the language of Terraform, with a comment for what is missing. */
export function tfvarsText({ images, missing }: PushedImages): string {
  const hive = images.find(({ name }) => name === 'hive-metastore');
  const longest = Math.max(0, ...images.map(({ name }) => name.length));
  return [
    ...(hive === undefined ? [] : [`hive_metastore_image = ${JSON.stringify(hive.reference)}`]),
    ...(images.length === 0 ? [] : ['images = {', ...images.map(({ name, reference }) => `  ${JSON.stringify(name).padEnd(longest + 2)} = ${JSON.stringify(reference)}`), '}']),
    ...missing.map((name) => `# ${name}: no image yet`),
  ].join('\n');
}
