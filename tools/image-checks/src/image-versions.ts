import { readFileSync } from 'node:fs';

/** An image that others build on. */
export interface BaseImage {
  /** Registry, name and tag. */
  readonly reference: string;
  /** `sha256:…`, or `null` where nobody has looked it up yet. */
  readonly digest: string | null;
}

/** What `images/versions.json` holds. */
export interface Versions {
  readonly java: string;
  readonly scala: string;
  /** Jars from Maven, by the name of their version's property in a `pom.xml`. */
  readonly maven: Readonly<Record<string, { readonly version: string; readonly artifacts: readonly string[] }>>;
  /** Files that are checked by content, by the name of their checksum's property in a `pom.xml`. */
  readonly checksums: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
  /** Base images, by the argument of a Dockerfile that takes them. */
  readonly images: Readonly<Record<string, BaseImage>>;
}

/** Folder of the images. */
export const imagesFolder = new URL('../../../images/', import.meta.url);

/** Versions of everything that goes into an image. */
export function imageVersions(): Versions {
  return JSON.parse(readFileSync(new URL('versions.json', imagesFolder), 'utf8')) as Versions;
}

/** Arguments of a Dockerfile that have no default, in their order. */
export function requiredArguments(dockerfile: string): string[] {
  return [...dockerfile.matchAll(/^ARG ([A-Z_]+)$/gmu)].map(([, name]) => String(name));
}
