import { expect, test } from 'vitest';
import { startOf } from './start-command.ts';

const start = (line: string): unknown => startOf({ words: line.split(' ') });

test('programs, targets and scripts become what they stand for', () => {
  expect(start('logex-jobs audit --json')).toEqual({ node: ['--conditions=@logex/source', 'apps/jobs/src/main.ts', 'audit', '--json'] });
  expect(start('npx nx run jobs:audit -- --json')).toEqual({ node: ['--conditions=@logex/source', 'apps/jobs/src/main.ts', 'audit', '--json'] });
  expect(start('npm run demo -- --engine spark')).toEqual({ node: ['--conditions=@logex/source', 'apps/jobs/src/demo/main.ts', '--engine', 'spark'] });
  expect(start('npm test')).toEqual({ isOfEveryRun: true });
});

test.each(['kubectl get pods', 'npm run nothing', 'npx nx run jobs:nothing', 'npm publish'])('fails when no test runs it: %s', (line) => {
  expect(() => start(line)).toThrow(/no test runs|no target|no script/u);
});
