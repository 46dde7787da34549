import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { typecheckMarkdown } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageBlocks, pageCommands, type PageBlock, type PageCommand } from './page.ts';
import { root } from './repository.ts';
import { sandbox, type CommandRun, type Sandbox } from './sandbox.ts';
import { startOf } from './start-command.ts';

const fence = '```';
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root }).toSorted()].map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }));
const commands = pages.flatMap(({ page, text }) => withVariables(pageCommands(text)).map((command) => ({ page, ...command })));
const blocksOf = (wanted: string): (PageBlock & { page: string })[] =>
  pages.flatMap(({ page, text }) => pageBlocks(text).filter(({ language }) => language === wanted).map((block) => ({ page, ...block })));

const account = ['deployer/credentials-missing', 'deployer/engine-missing', 'deployer/container-tool-missing', 'deployer/plan-missing', 'deployer/digests-unknown', 'deployer/registry-unreachable', 'exit code 1'];

/**
 * What a command may answer where that is missing which its page says it needs: codes of errors, beside success. A usage
 * error other than these, and a bug, is a mistake of the page or of the command. `doctor` finds fault and ends with 1.
 */
const answers: Readonly<Record<string, readonly string[]>> = {
  account,
  cluster: [...account, 'k8s/kubeconfig-unreadable', 'deployer/placeholders-refused'],
  spark: ['jobs/spark-tool-missing'],
};

test('each page that asks a warehouse fills it first', () => {
  const firsts = pages.flatMap(({ page }) => commands.filter((command) => command.page === page && command.words.includes('--warehouse') && !command.words.includes('--help')).slice(0, 1));

  expect(firsts.filter(({ words }) => !/\b(?:ingest|create-schema)\b/u.test(words.join(' '))).map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  expect(firsts.length).toBeGreaterThan(3);
});

test.each(blocksOf('json'))('the JSON of $page, line $line, is JSON', ({ text }) => {
  expect(typeof JSON.parse(text)).toBe('object');
});

describe.concurrent('in a folder that looks like a fresh clone', () => {
  let clone: Sandbox;
  let bare: Sandbox;
  // Made here, they outlive whichever of the tests ends first.
  beforeAll(() => {
    clone = sandbox();
    bare = sandbox();
  });

  // Where pages share a command it is run once, at the first of them.
  test('the commands of all pages work, one after the other, and so do their SELECTs', async () => {
    for (const command of firstOfEach(commands.filter(({ needs }) => needs === undefined))) await expectWorks(clone, command);
    for (const { page, line, text } of blocksOf('sql')) {
      writeFileSync(join(clone.folder, 'select.sql'), text);
      await expectWorks(clone, { page, line, variables: {}, words: ['logex-jobs', 'aggregate', '--sql', 'select.sql', '--dry-run', '--warehouse', '/data/logs'] });
    }
  }, 480_000);

  test('commands that need an account, a cluster or Spark say so where there is none', async () => {
    for (const command of firstOfEach(commands.filter(({ needs }) => needs !== undefined))) await expectWorks(bare, command);
  }, 480_000);

  test('the TypeScript of all pages compiles', async () => {
    const blocks = blocksOf('ts').map(({ page, line, text }) => `${fence}ts\n// ${page}:${line}\n${text}${fence}\n`);
    writeFileSync(join(clone.folder, 'pages.md'), blocks.join('\n'));

    expect(await typecheckMarkdown(pathToFileURL(join(clone.folder, 'pages.md')))).toBe(blocks.length);
    expect(blocks.length).toBeGreaterThan(3);
  }, 480_000);
});

type Placed = PageCommand & { readonly page: string };

async function expectWorks({ run }: Sandbox, { page, line, words, variables, needs }: Placed): Promise<void> {
  const start = startOf({ words });
  if ('isOfEveryRun' in start) return;
  const ended = await run(needs === undefined || words[0] === 'npm' ? start.node : [...start.node, '--json'], variables);
  const outcome = ended.exitCode === 0 || needs === undefined ? `exit code ${ended.exitCode}` : errorCode(ended);
  const wanted = ['exit code 0', ...(needs === undefined ? [] : answers[needs] ?? [])];
  if (!wanted.includes(outcome)) throw new Error(`${page}:${line}: ${words.join(' ')}: ${outcome}; wanted is ${wanted.join(' or ')}\n${ended.stdout.slice(-1500)}\n${ended.stderr.slice(-1500)}`);
}

function errorCode({ stdout, stderr, exitCode }: CommandRun): string {
  return /"code":"([a-z0-9]+\/[a-z0-9-]+)"/u.exec(stdout)?.[1] ?? /\b(?:jobs|deployer|k8s)\/[a-z]+-[a-z-]+/u.exec(stderr)?.[0] ?? `exit code ${exitCode}`;
}

/** Commands without those that only set variables, which stand before every later one. */
function withVariables(all: readonly PageCommand[]): PageCommand[] {
  const exported: Record<string, string> = {};
  return all.flatMap((command) => {
    if (command.words.length > 0) return [{ ...command, variables: { ...exported, ...command.variables } }];
    Object.assign(exported, command.variables);
    return [];
  });
}

function firstOfEach(all: readonly Placed[]): Placed[] {
  const seen = new Set<string>();
  return all.filter(({ words, variables }) => {
    const key = JSON.stringify([words, variables]);
    return seen.size < seen.add(key).size;
  });
}
