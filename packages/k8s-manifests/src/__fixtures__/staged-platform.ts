import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownChartObjects, renderPlatform, stageObjects, type StagedObjects } from '../index.ts';
import { platform } from './platform.ts';

/** Every object of the platform and the definitions of trial charts, by stage. `chart` gives the folder of a trial chart. */
export function stagedPlatform(chart: (name: 'spark-operator' | 'external-secrets') => string): readonly StagedObjects[] {
  const definitions = (['spark-operator', 'external-secrets'] as const).flatMap((name) => {
    const folder = join(chart(name), 'crds');
    return readdirSync(folder).flatMap((file) => ownChartObjects(readFileSync(join(folder, file), 'utf8'), { project: platform.project, namespace: name, images: platform.images }));
  });
  return stageObjects(renderPlatform(platform), definitions);
}
