import { expect, test } from 'vitest';
import { pageBlocks, pageCommands } from './page.ts';

const fences = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

test('reads commands with their lines, variables and needs', () => {
  const page = `# A page\n\n${fences('sh', "npm ci && npm run demo  # all of it\nexport B=2\nA=1 logex-jobs ask \\\n  --to 'a b'")}\n<!-- needs: account -->\n${fences('sh', 'logex-deployer plan')}${fences('ts', 'no();')}`;

  expect(pageCommands(page)).toEqual([
    { line: 4, variables: {}, words: ['npm', 'ci'] },
    { line: 4, variables: {}, words: ['npm', 'run', 'demo'] },
    { line: 5, variables: { B: '2' }, words: [] },
    { line: 6, variables: { A: '1' }, words: ['logex-jobs', 'ask', '--to', 'a b'] },
    { line: 12, variables: {}, words: ['logex-deployer', 'plan'], needs: 'account' },
  ]);
  expect(pageBlocks(page).map(({ language }) => language)).toEqual(['sh', 'sh', 'ts']);
});

test.each(['a | b', 'a > b', 'a $(b)', 'a; b', 'a `b`'])('fails when a line is more than a command: %s', (line) => {
  expect(() => pageCommands(fences('sh', line))).toThrow(/no test can run this line/u);
});
