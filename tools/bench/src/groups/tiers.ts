import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from '../measurement.ts';
import { short, type Finding } from '../report.ts';
import { timedQuestions } from '../scenarios/tier-questions.ts';
import type { BenchGroup } from './bench-group.ts';

const geomean = (values: readonly number[]): number => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Questions about ten days, ten times the lines of the other groups, asked of the hot tier, the Iceberg table and both. */
export const tiersGroup: BenchGroup = async (context) => {
  const folder = join(context.folder, 'tiers');
  mkdirSync(folder, { recursive: true });
  context.note(`asking ${timedQuestions.length} questions of ${short(context.lines * 10)} rows`);
  const { figures } = measure('tier-questions', { folder, rows: context.lines * 10 });
  rmSync(folder, { recursive: true, force: true });
  const ms = (name: string, tier: string): number => figures[`${name}:${tier}`] ?? Number.NaN;
  const ratios = (above: string, below: string): number[] => timedQuestions.map((name) => ms(name, above) / ms(name, below));
  const each = timedQuestions.map((name): Finding => ({
    group: 'tiers', what: `${name}, cold against hot`, value: ms(name, 'cold') / ms(name, 'hot'), unit: 'x', should: 'at most', target: 5,
    from: `${short(ms(name, 'cold'))} against ${short(ms(name, 'hot'))} ms; spanning ${short(ms(name, 'spanning'))} ms`,
  }));
  return [
    ...each,
    { group: 'tiers', what: 'geomean, cold against hot', value: geomean(ratios('cold', 'hot')), unit: 'x', should: 'at most', target: 2.5, from: `${timedQuestions.length} questions` },
    { group: 'tiers', what: 'geomean, spanning against cold', value: geomean(ratios('spanning', 'cold')), unit: 'x', should: 'at most', target: 1.1, from: 'half of the days are hot' },
    {
      group: 'tiers', what: 'latest 100, cold against hot', value: ms('latest', 'cold') / ms('latest', 'hot'), unit: 'x', should: 'at most', target: 5,
      from: `${short(ms('latest', 'cold'))} against ${short(ms('latest', 'hot'))} ms; spanning ${short(ms('latest', 'spanning'))} ms`,
    },
  ];
};
