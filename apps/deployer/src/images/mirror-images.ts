import type { CommandContext } from '../commands/command-context.ts';
import type { Ecr } from '../engines/ecr.ts';
import { registryAt } from '../engines/registry.ts';
import { copyImage } from './copy-image.ts';
import { digestsUnknown, mirroredUnknown, repositoryUnknown } from './errors.ts';
import type { PublicImage } from './image-versions.ts';
import { mirroredRepository } from './project-image.ts';
import { imageAddress } from './public-image-address.ts';

/** A copy of a public image, as it is planned. */
export interface PlannedCopy {
  readonly name: string;
  /** The public image by digest. */
  readonly source: string;
  readonly digest: string;
  readonly repository: string;
  /** Tag of the copy; it never moves, so the digest is part of it. */
  readonly tag: string;
}

/** A copy that was made, or was there already. */
export interface MirroredResult extends PlannedCopy {
  readonly copied: boolean;
}

/**
 * What would be copied.
 *
 * @throws LogexError `deployer/mirrored-unknown` or `deployer/digests-unknown` (usage).
 */
export function planCopies(mirrored: Readonly<Record<string, PublicImage>>, project: string, only: readonly string[] = []): readonly PlannedCopy[] {
  const unknown = only.find((name) => mirrored[name] === undefined);
  if (unknown !== undefined) throw mirroredUnknown(unknown, Object.keys(mirrored));
  const wanted = Object.entries(mirrored).filter(([name]) => only.length === 0 || only.includes(name));
  const without = wanted.filter(([, { digest }]) => digest === null);
  if (without.length > 0) throw digestsUnknown(without.map(([name, { reference }]) => `${name} (${reference})`));
  return wanted.map(([name, { reference, digest }]) => {
    const known = digest ?? '';
    return { name, source: `${reference}@${known}`, digest: known, repository: mirroredRepository(project, name), tag: `${imageAddress(reference).tag}-${known.slice('sha256:'.length, 19)}` };
  });
}

/**
 * Copies public images to the registry of the account, by digest, with all platforms; what is there is skipped.
 *
 * @throws LogexError `deployer/repository-unknown` (usage), and those of {@link copyImage}.
 */
export async function mirrorImages({ emit }: CommandContext, copies: readonly PlannedCopy[], project: string, ecr: Ecr): Promise<readonly MirroredResult[]> {
  const addresses = new Map((await ecr.repositories(`${project}/`)).map(({ name, address }) => [name, address]));
  const missing = copies.find(({ repository }) => !addresses.has(repository));
  if (missing !== undefined) throw repositoryUnknown(missing.repository, [...addresses.keys()]);
  const { registry: host, username, password } = await ecr.login();
  const registry = registryAt(host, { username, password });
  const results: MirroredResult[] = [];
  for (const copy of copies) {
    const { name, source, digest, repository, tag } = copy;
    const step = { step: `mirror-${name}`, title: `copy ${source}` };
    const there = (await registry.manifest(repository, tag))?.digest === digest;
    emit({ type: there ? 'step-kept' : 'step-started', ...step });
    if (!there) {
      const from = imageAddress(source.replace(/@.*$/u, ''));
      const { manifests, blobs } = await copyImage({ registry: registryAt(from.host), repository: from.repository }, { registry, repository }, digest, tag);
      emit({ type: 'note', message: `  ${name}: ${manifests} manifests and ${blobs} blobs copied` });
      emit({ type: 'step-finished', ...step });
    }
    results.push({ ...copy, copied: !there });
  }
  return results;
}
