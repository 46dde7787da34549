import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../../../packages/infra-core/src/__golden__');

/** The synthesized configurations that `infra-core` is held to, by name. */
export function goldenConfigurations(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const files = globSync('*.tf.json', { cwd: folder }).toSorted();
  return Object.fromEntries(files.map((file) => [basename(file, '.tf.json'), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>]));
}
