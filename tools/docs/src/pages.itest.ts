import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typecheckMarkdown } from '@logex/testing';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pageBlocks, pageCommands, type PageCommand } from './page.ts';
import { root } from './repository.ts';
import { sandbox, type CommandRun, type Sandbox } from './sandbox.ts';
import { startOf } from './start-command.ts';

const pages = ['README.md', ...globSync('docs/*.md', { cwd: root }).toSorted()];

/** What a command may answer where that is missing which its page says it needs: codes of errors, beside success. */
const answers: Readonly<Record<string, readonly string[]>> = {
  account: ['deployer/credentials-missing', 'deployer/engine-missing', 'deployer/outputs-missing'],
  cluster: ['k8s/kubeconfig-unreadable', 'deployer/outputs-missing', 'deployer/credentials-missing', 'deployer/engine-missing'],
  spark: ['jobs/java-missing', 'jobs/maven-missing'],
  server: [],
};

describe.concurrent.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const commands = pageCommands(text);

  test.runIf(commands.length > 0)('its commands do what they say, from the first to the last', async () => {
    const { run } = sandbox();
    const exported: Record<string, string> = {};
    for (const command of commands) {
      Object.assign(exported, command.words.length === 0 ? command.variables : {});
      if (command.words.length > 0) await expectWorks(run, page, { ...command, variables: { ...exported, ...command.variables } });
    }
  }, 240_000);

  test.runIf(pageBlocks(text).some(({ language }) => language === 'ts'))('its TypeScript compiles', async () => {
    expect(await typecheckMarkdown(pathToFileURL(join(root, page)))).toBeGreaterThan(0);
  }, 120_000);

  test.runIf(pageBlocks(text).some(({ language }) => language === 'json'))('its JSON is JSON', () => {
    const texts = pageBlocks(text).filter(({ language }) => language === 'json');

    expect(texts.map((block) => typeof JSON.parse(block.text))).toEqual(texts.map(() => 'object'));
  });
});

async function expectWorks(run: Sandbox['run'], page: string, { line, words, variables, needs }: PageCommand): Promise<void> {
  const start = startOf({ words });
  if ('isOfEveryRun' in start) return;
  const asked = needs === undefined ? start.node : [...start.node, '--json'];
  const ended = await run(asked, variables);
  const outcome = ended.exitCode === 0 || needs === undefined ? `exit code ${ended.exitCode}` : errorCode(ended);
  const wanted = ['exit code 0', ...(needs === undefined ? [] : answers[needs] ?? [])];
  if (!wanted.includes(outcome)) throw new Error(`${page}:${line}: ${words.join(' ')}: ${outcome}; wanted is ${wanted.join(' or ')}\n${ended.stdout.slice(-1500)}\n${ended.stderr.slice(-1500)}`);
}

function errorCode({ stdout, stderr, exitCode }: CommandRun): string {
  return /"code":"([a-z0-9]+\/[a-z0-9-]+)"/u.exec(stdout)?.[1] ?? /\[([a-z0-9]+\/[a-z0-9-]+)\]/u.exec(stderr)?.[1] ?? `exit code ${exitCode}`;
}
