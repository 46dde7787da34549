import type { Manifest, Registry } from '../engines/registry.ts';
import { imageNotThere } from './errors.ts';

/** An image in a registry. */
export interface ImagePlace {
  readonly registry: Registry;
  readonly repository: string;
}

/** What a copy moved. */
export interface CopyCounts {
  /** Images of one platform, and lists of them. */
  readonly manifests: number;
  /** Layers and configurations that were not there yet. */
  readonly blobs: number;
}

interface Content {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string; readonly urls?: readonly string[] }[];
}

const atOnce = 3;

/**
 * Copies an image by digest, with all its platforms, and tags the copy. What is there already is not copied again, so that an
 * interrupted copy goes on; the tag comes last and says that it is whole.
 *
 * @throws LogexError `deployer/image-not-there`, `deployer/digest-mismatch`, `deployer/registry-refused` or
 * `deployer/registry-unreachable` (outside).
 */
export async function copyImage(from: ImagePlace, to: ImagePlace, digest: string, tag: string): Promise<CopyCounts> {
  const manifest = await from.registry.manifest(from.repository, digest);
  if (manifest === undefined) throw imageNotThere(`${from.registry.host}/${from.repository}@${digest}`);
  const counts = await copyContent(from, to, manifest);
  await to.registry.putManifest(to.repository, tag, manifest);
  return { manifests: counts.manifests + 1, blobs: counts.blobs };
}

async function copyContent(from: ImagePlace, to: ImagePlace, { bytes }: Manifest): Promise<CopyCounts> {
  const { manifests = [], config, layers = [] } = JSON.parse(bytes.toString()) as Content;
  const counts = { manifests: 0, blobs: 0 };
  for (const { digest } of manifests) {
    if ((await to.registry.manifest(to.repository, digest)) !== undefined) continue;
    const part = await copyImage(from, to, digest, digest);
    counts.manifests += part.manifests;
    counts.blobs += part.blobs;
  }
  // Layers with addresses of their own are not the registry's.
  const blobs = [config, ...layers.filter(({ urls }) => urls === undefined)].flatMap((blob) => blob?.digest ?? []);
  for (let at = 0; at < blobs.length; at += atOnce) {
    const copied = await Promise.all(blobs.slice(at, at + atOnce).map((digest) => copyBlob(from, to, digest)));
    counts.blobs += copied.filter(Boolean).length;
  }
  return counts;
}

async function copyBlob(from: ImagePlace, to: ImagePlace, digest: string): Promise<boolean> {
  if (await to.registry.hasBlob(to.repository, digest)) return false;
  await to.registry.copyBlob(to.repository, digest, from.registry, from.repository);
  return true;
}
