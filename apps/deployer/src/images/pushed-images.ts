import { defaultMirroredImages } from '@logex/infra-core';
import type { Ecr, EcrImage } from '../engines/ecr.ts';
import { builtImages, builtRepository, mirroredRepository } from './project-image.ts';

/** An image of the project that is in the registry. */
export interface PushedImage {
  /** Name in the list of digests. */
  readonly name: string;
  /** Repository and digest. */
  readonly reference: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt: string;
}

/** What a project has of the images that it runs. */
export interface PushedImages {
  readonly images: readonly PushedImage[];
  /** Names of those that nobody has pushed. */
  readonly missing: readonly string[];
}

/**
 * The newest image of each name. Images that are built are told apart by the beginning of their tags, for they share repositories.
 *
 * @throws LogexError of kind `outside` where ECR cannot be asked.
 */
export async function pushedImages(ecr: Ecr, project: string): Promise<PushedImages> {
  const addresses = new Map((await ecr.repositories(`${project}/`)).map(({ name, address }) => [name, address]));
  const wanted = [
    ...builtImages.map((image) => ({ name: image.name, repository: builtRepository(project, image), tagStart: `${image.name}-` })),
    ...defaultMirroredImages.map(({ name }) => ({ name, repository: mirroredRepository(project, name), tagStart: '' })),
  ];
  const byRepository = new Map<string, readonly EcrImage[]>();
  for (const repository of new Set(wanted.map((one) => one.repository))) {
    if (addresses.has(repository)) byRepository.set(repository, (await ecr.images(repository)) ?? []);
  }
  const found = wanted.map(({ name, repository, tagStart }) => {
    const newest = byRepository.get(repository)?.find(({ tags }) => tags.some((tag) => tag.startsWith(tagStart)));
    if (newest === undefined) return { name };
    const { digest, tags, pushedAt } = newest;
    return { name, pushed: { name, reference: `${addresses.get(repository) ?? ''}@${digest}`, digest, tags, pushedAt } };
  });
  return { images: found.flatMap(({ pushed }) => pushed ?? []), missing: found.flatMap(({ name, pushed }) => (pushed === undefined ? [name] : [])) };
}
