import { readFileSync, writeFileSync } from 'node:fs';
import type { Registry } from '../engines/registry.ts';
import { imageNotThere } from './errors.ts';
import { versionsFile, type ImageVersions, type PublicImage } from './image-versions.ts';
import { imageAddress } from './public-image-address.ts';

/** A digest that a registry told. */
export interface ResolvedDigest {
  readonly name: string;
  readonly reference: string;
  readonly digest: string;
}

/** The images without a digest, base images of builds among them. */
export function unresolved({ images, mirrored }: ImageVersions): readonly (PublicImage & { readonly name: string })[] {
  return Object.entries({ ...images, ...mirrored }).flatMap(([name, image]) => (image.digest === null ? [{ name, ...image }] : []));
}

/**
 * Looks the digests up that are missing, each at the registry that the image comes from.
 *
 * @throws LogexError `deployer/image-not-there`, `deployer/registry-refused` or `deployer/registry-unreachable` (outside).
 */
export async function resolveDigests(versions: ImageVersions, registryAt: (host: string) => Registry): Promise<readonly ResolvedDigest[]> {
  const resolved: ResolvedDigest[] = [];
  for (const { name, reference } of unresolved(versions)) {
    const { host, repository, tag } = imageAddress(reference);
    const manifest = await registryAt(host).manifest(repository, tag);
    if (manifest === undefined) throw imageNotThere(reference);
    resolved.push({ name, reference, digest: manifest.digest });
  }
  return resolved;
}

/** Writes digests into `versions.json`, beside their references; all else in the file stays as it is. */
export function writeResolved(folder: string, resolved: readonly ResolvedDigest[]): void {
  const file = versionsFile(folder);
  let text = readFileSync(file, 'utf8');
  for (const { reference, digest } of resolved) {
    const [before = '', ...rest] = text.split(JSON.stringify(reference));
    text = [before, ...rest.map((after) => after.replace(/^(\s*,\s*"digest"\s*:\s*)null/u, `$1"${digest}"`))].join(JSON.stringify(reference));
  }
  writeFileSync(file, text);
}
