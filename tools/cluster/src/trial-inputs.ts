import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Charts that stand for the real ones where only an API server is there: their definitions, and operators that do nothing. */
export const trialCharts = ['spark-operator', 'external-secrets', 'cluster-autoscaler'] as const;

/** Folder of a trial chart. */
export function trialChart(name: (typeof trialCharts)[number]): string {
  return join(import.meta.dirname, '../charts', name);
}

/** Writes a file for `--charts` into a folder, with the charts that stand for the real ones, and gives its path. */
export function writeTrialCharts(folder: string): string {
  const path = join(folder, 'logex.charts.json');
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(trialCharts.map((name) => [name, { kind: 'folder', path: trialChart(name) }])), undefined, 2)}\n`);
  return path;
}
