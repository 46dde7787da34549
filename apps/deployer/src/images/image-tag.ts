import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What decides what is in an image. */
export interface ImageContent {
  readonly name: string;
  /** Folder with the Dockerfile. */
  readonly folder: string;
  readonly baseImages: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
}

/** What lies in the folder and goes into no image: what builds leave, and what people read. */
const left = /^(?:target\/|README\.md$)/u;

/**
 * Tag of an image: its name, and twelve digits that change with its files, its base images and its platforms. Tags never move, so
 * that one which is in the registry need not be built again.
 */
export function imageTag({ name, folder, baseImages, platforms }: ImageContent): string {
  const hash = createHash('sha256').update(JSON.stringify([baseImages, platforms]));
  for (const file of globSync('**', { cwd: folder }).filter((path) => !left.test(path) && statSync(join(folder, path)).isFile()).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  }
  return `${name}-${hash.digest('hex').slice(0, 12)}`;
}
