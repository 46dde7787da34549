import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { imagesFolderUnreadable } from './errors.ts';

const image = z.object({
  /** Registry, name and tag. */
  reference: z.string().regex(/^[a-z0-9.-]+(?::\d+)?\/[\w./-]+:[\w.-]+$/u),
  /** `sha256:…`, or null where nobody has looked it up yet. */
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/u).nullable(),
});

const schema = z.looseObject({
  /** Images that builds start from, by the argument of a Dockerfile that takes them. */
  images: z.record(z.string(), image),
  /** Public images that the cluster runs, by name. */
  mirrored: z.record(z.string(), image).default({}),
});

/** A public image at a version. */
export type PublicImage = z.infer<typeof image>;

/** The part of `versions.json` that is about public images. */
export type ImageVersions = Pick<z.infer<typeof schema>, 'images' | 'mirrored'>;

const fileName = 'versions.json';

/** The folder of Dockerfiles and versions: the one that is named, else `images` of the user's folder, else that of this checkout. */
export function imagesFolder(base: string, named: string | undefined): string {
  if (named !== undefined) return resolve(base, named);
  const own = resolve(base, 'images');
  return existsSync(join(own, fileName)) ? own : fileURLToPath(new URL('../../../../images', import.meta.url));
}

/** Path of the file with all versions. */
export const versionsFile = (folder: string): string => join(folder, fileName);

/**
 * The public images of `versions.json`.
 *
 * @throws LogexError `deployer/images-folder-unreadable` (usage).
 */
export function readImageVersions(folder: string): ImageVersions {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(versionsFile(folder), 'utf8'));
  } catch (error) {
    throw imagesFolderUnreadable(folder, error instanceof Error ? error.message : String(error), error);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw imagesFolderUnreadable(folder, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}
