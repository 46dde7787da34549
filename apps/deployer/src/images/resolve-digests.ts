import { readFileSync, writeFileSync } from 'node:fs';
import { LogexError } from '@logex/log-schema';
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

/** What a look at registries came to. */
export interface Resolution {
  readonly resolved: readonly ResolvedDigest[];
  /** Why others could not be looked up. */
  readonly faults: readonly LogexError[];
}

/** Looks the digests up that are missing, each at the registry that the image comes from. A registry that does not answer keeps no other from it. */
export async function resolveDigests(versions: ImageVersions, registryAt: (host: string) => Registry): Promise<Resolution> {
  const resolved: ResolvedDigest[] = [];
  const faults: LogexError[] = [];
  for (const { name, reference } of unresolved(versions)) {
    const { host, repository, tag } = imageAddress(reference);
    try {
      const manifest = await registryAt(host).manifest(repository, tag);
      if (manifest === undefined) throw imageNotThere(reference);
      resolved.push({ name, reference, digest: manifest.digest });
    } catch (error) {
      if (!(error instanceof LogexError)) throw error;
      faults.push(error);
    }
  }
  return { resolved, faults };
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
