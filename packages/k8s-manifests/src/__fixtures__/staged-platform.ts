import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownChartObjects, renderPlatform, stageObjects, type StagedObjects } from '../index.ts';
import { platform } from './platform.ts';

/** Every object of the platform and the definitions in some folders, by stage. */
export function stagedPlatform(definitions: readonly string[]): readonly StagedObjects[] {
  const texts = definitions.flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')));
  const own = { project: platform.project, namespace: 'unused', images: platform.images };
  return stageObjects(renderPlatform(platform), texts.flatMap((text) => ownChartObjects(text, own)));
}
