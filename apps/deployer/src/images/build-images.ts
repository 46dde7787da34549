import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../commands/command-context.ts';
import type { ContainerTool } from '../engines/container-tool-name.ts';
import { runTool, type ToolCommand } from '../engines/container-tool.ts';
import type { Ecr } from '../engines/ecr.ts';
import { baseImages } from './base-images.ts';
import { buildCommands, localName } from './build-commands.ts';
import { pushNotFound, repositoryUnknown } from './errors.ts';
import type { ImageVersions } from './image-versions.ts';
import { imageTag } from './image-tag.ts';
import { loginCommand } from './login-command.ts';
import { builtRepository, type BuiltImage } from './project-image.ts';

/** What is built, from what, by what, to where. */
export interface BuildImagesRequest {
  readonly images: readonly BuiltImage[];
  readonly project: string;
  readonly folder: string;
  readonly versions: ImageVersions;
  readonly tool: ContainerTool;
  readonly platforms: readonly string[];
  /** Texts `ARGUMENT=reference@sha256:…`. */
  readonly base?: readonly string[];
  readonly push: boolean;
}

/** An image, its tag and the commands that make it. */
export interface PlannedImage {
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly commands: readonly ToolCommand[];
  /** Base images whose digest is a placeholder. */
  readonly placeholders: readonly string[];
}

/** An image that was built, or was there already. */
export interface BuiltResult {
  readonly name: string;
  readonly reference: string;
  /** Null where it was not pushed: only a registry gives the digest that pods pull. */
  readonly digest: string | null;
  readonly skipped: boolean;
}

/**
 * The images with their commands; nothing is started. `address` gives the address of a repository.
 *
 * @throws LogexError of {@link baseImages}, and those of `address`.
 */
export function planImages(request: BuildImagesRequest, placeholder: boolean, address: (repository: string) => string): readonly PlannedImage[] {
  const { project, versions, tool, platforms, push } = request;
  return request.images.map((image) => {
    const folder = join(request.folder, image.folder);
    const base = baseImages({ dockerfile: readFileSync(join(folder, 'Dockerfile'), 'utf8'), images: versions.images, own: request.base ?? [], placeholder });
    const tag = imageTag({ name: image.name, folder, baseImages: base.references, platforms });
    const repository = builtRepository(project, image);
    const commands = buildCommands({ tool, target: image.name, folder, address: address(repository), tag, platforms, baseImages: base.references, push });
    return { name: image.name, repository, tag, commands, placeholders: base.placeholders };
  });
}

/**
 * Builds the images and pushes them; what the registry has under the same tag is not built again.
 *
 * @throws LogexError `deployer/repository-unknown` (usage), `deployer/container-tool-failed` or `deployer/push-not-found` (outside).
 */
export async function buildImages(context: CommandContext, request: BuildImagesRequest, ecr: Ecr): Promise<readonly BuiltResult[]> {
  const { tool, push } = request;
  // What the call lacks is said before anybody is asked.
  planImages(request, false, (repository) => repository);
  const addresses = new Map(push ? (await ecr.repositories(`${request.project}/`)).map(({ name, address }) => [name, address]) : []);
  const address = (repository: string): string => {
    const found = push ? addresses.get(repository) : `localhost/${repository}`;
    if (found === undefined) throw repositoryUnknown(repository, [...addresses.keys()]);
    return found;
  };
  const planned = planImages(request, false, address);
  const results: BuiltResult[] = [];
  let signedIn = false;
  for (const { name, repository, tag, commands } of planned) {
    const pushed = push ? await pushedDigest(ecr, repository, tag) : undefined;
    if (pushed === undefined) {
      if (push && !signedIn) {
        const { registry, username, password } = await ecr.login();
        await runTool(loginCommand(tool, registry, username), context.environment, password);
        signedIn = true;
      }
      context.emit({ type: 'step-started', step: `build-${name}`, title: `build ${name} with ${tool}` });
      for (const command of commands) await runTool(command, context.environment);
    }
    const digest = pushed ?? (push ? await pushedDigest(ecr, repository, tag) : undefined) ?? null;
    if (push && digest === null) throw pushNotFound(`${address(repository)}:${tag}`);
    results.push({ name, reference: push ? `${address(repository)}:${tag}` : localName({ tool, address: address(repository), tag }), digest, skipped: pushed !== undefined });
  }
  return results;
}

async function pushedDigest(ecr: Ecr, repository: string, tag: string): Promise<string | undefined> {
  return (await ecr.images(repository))?.find(({ tags }) => tags.includes(tag))?.digest;
}
