import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Charts that stand for the real ones where only an API server is there: their definitions, and operators that do nothing. */
export const trialCharts = ['spark-operator', 'external-secrets', 'cluster-autoscaler'] as const;

/** Folder of a trial chart. */
export function trialChart(name: (typeof trialCharts)[number]): string {
  return join(import.meta.dirname, '../charts', name);
}

/** Writes `logex.charts.json` into a folder, so that the charts of a deployment are those that stand for the real ones. */
export function writeTrialCharts(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'logex.charts.json'), `${JSON.stringify(Object.fromEntries(trialCharts.map((name) => [name, { kind: 'folder', path: trialChart(name) }])), undefined, 2)}\n`);
}
