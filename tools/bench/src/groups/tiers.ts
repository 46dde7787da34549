import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from '../measurement.ts';
import { short, type Finding } from '../report.ts';
import { timedQuestions } from '../scenarios/tier-questions.ts';
import type { BenchGroup } from './bench-group.ts';

const geomean = (values: readonly number[]): number => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Questions about ten days, asked of the hot tier, the Iceberg table and both. */
export const tiersGroup: BenchGroup = async (context) => {
  const folder = join(context.folder, 'tiers');
  mkdirSync(folder, { recursive: true });
  context.note(`asking ${timedQuestions.length} questions of ${short(context.rows)} rows`);
  const { figures } = measure('tier-questions', { folder, rows: context.rows });
  rmSync(folder, { recursive: true, force: true });
  const ms = (name: string): number => figures[name] ?? Number.NaN;
  const ratio = (name: string, tier: string): number => ms(`${name}:cold, beside ${tier}`) / ms(`${name}:${tier}`);
  const from = (name: string, of = ' of CPU'): string => `${short(ms(`${name}:cold, beside hot`))} against ${short(ms(`${name}:hot`))} ms${of}; spanning ${short(ms(`${name}:spanning`))} against ${short(ms(`${name}:cold, beside spanning`))} ms`;
  const each = timedQuestions.map((name): Finding => ({
    group: 'tiers', what: `${name}, cold against hot`, value: ratio(name, 'hot'), unit: 'x', should: 'at most', target: 5, from: from(name),
  }));
  return [
    ...each,
    { group: 'tiers', what: 'geomean, cold against hot', value: geomean(timedQuestions.map((name) => ratio(name, 'hot'))), unit: 'x', should: 'at most', target: 2.5, from: `${timedQuestions.length} questions of ${short(context.rows)} rows` },
    { group: 'tiers', what: 'geomean, spanning against cold', value: 1 / geomean(timedQuestions.map((name) => ratio(name, 'spanning'))), unit: 'x', should: 'at most', target: 1.1, from: 'half of the days are hot' },
    { group: 'tiers', what: 'latest 100, cold against hot', value: ratio('latest', 'hot'), unit: 'x', should: 'at most', target: 5, from: from('latest', '') },
  ];
};
