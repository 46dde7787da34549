import { ecrIn } from '../engines/ecr.ts';
import { registryAt } from '../engines/registry.ts';
import { writeDigests } from '../images/digest-file.ts';
import { imagesFolder, readImageVersions, versionsFile } from '../images/image-versions.ts';
import { mirrorImages, planCopies } from '../images/mirror-images.ts';
import { resolveDigests, unresolved, writeResolved } from '../images/resolve-digests.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { loadSettings, type SettingsOptions } from './load-settings.ts';

/** Options of `mirror`. */
export interface MirrorOptions extends SettingsOptions {
  /** Names of the images; without it all. */
  readonly only?: readonly string[];
  /** Look up missing digests and write them down, in place of copying. */
  readonly resolve?: boolean;
  readonly imagesFolder?: string;
  /** File of digests, in place of `logex.images.json`. */
  readonly images?: string;
  readonly dryRun?: boolean;
}

/** `logex-deployer mirror`: copies public images to the registry of the account, for nodes that reach no other. */
export async function mirror(context: CommandContext, options: MirrorOptions): Promise<CommandResult> {
  const config = await loadSettings(context, options);
  const folder = imagesFolder(context.base, options.imagesFolder);
  if (options.resolve === true) return resolveMissing(context, folder, options.dryRun ?? false);
  const copies = planCopies(readImageVersions(folder).mirrored, config.project_name, options.only);
  if (options.dryRun === true) return { value: { dryRun: true, copies }, text: copies.map(({ source, repository, tag }) => `would copy ${source}\n  to ${repository}:${tag}`).join('\n') };
  const images = await mirrorImages(context, copies, config.project_name, ecrIn(config.aws_region));
  const file = writeDigests(context.base, options.images, Object.fromEntries(images.map(({ name, digest }) => [name, digest])));
  const lines = images.map(({ name, repository, digest, copied }) => `${name}: ${repository}@${digest}${copied ? '' : ' (was there)'}`);
  return { value: { images, file }, text: [...lines, `${file.changed.length === 0 ? 'no digest changed in' : `wrote ${file.changed.join(', ')} to`} ${file.path}`].join('\n') };
}

async function resolveMissing({ emit }: CommandContext, folder: string, dryRun: boolean): Promise<CommandResult> {
  const versions = readImageVersions(folder);
  const file = versionsFile(folder);
  if (dryRun) {
    const missing = unresolved(versions).map(({ name, reference }) => ({ name, reference }));
    return { value: { dryRun, file, missing }, text: missing.map(({ name, reference }) => `would look up ${reference} (${name})`).join('\n') || `${file} lacks no digest` };
  }
  const { resolved, faults } = await resolveDigests(versions, (host) => registryAt(host));
  writeResolved(folder, resolved);
  const [first, ...others] = faults;
  for (const { message } of others) emit({ type: 'warning', message });
  if (first !== undefined) throw first;
  return { value: { file, resolved }, text: resolved.map(({ name, reference, digest }) => `${name}: ${reference}@${digest}`).join('\n') || `${file} lacks no digest` };
}
