import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programs, readJson, root } from './repository.ts';

const run = promisify(execFile);

interface Versions {
  readonly java: string;
  readonly maven: Readonly<Record<string, { readonly version: string }>>;
  readonly mirrored: Readonly<Record<string, { readonly reference: string }>>;
  readonly charts: Readonly<Record<string, { readonly version: string }>>;
}

/** Parts of pages that are made from what they tell of, by name: `<!-- generated: name -->` to `<!-- /generated -->`. */
export const sections: Readonly<Record<string, () => Promise<string>>> = {
  'logex-jobs': () => commandTable('logex-jobs', 'jobs'),
  'logex-deployer': () => commandTable('logex-deployer', 'deployer'),
  'logex-schema': () => commandTable('logex-schema'),
  variables: () => output('logex-deployer', 'config', 'table'),
  versions: async () => versionTable(readJson('images/versions.json')),
};

/**
 * A page with all of its generated parts made anew.
 *
 * @throws Error for a part that nothing makes.
 */
export async function withSections(page: string): Promise<string> {
  const marks = /(<!-- generated: ([a-z-]+) -->\n).*?(<!-- \/generated -->)/gsu;
  const made = new Map<string, string>();
  for (const [, , name = ''] of page.matchAll(marks)) {
    const make = sections[name];
    if (make === undefined) throw new Error(`nothing makes the part '${name}'; known are ${Object.keys(sections).join(', ')}`);
    made.set(name, (await make()).trim());
  }
  return page.replaceAll(marks, (_, begin: string, name: string, end: string) => `${begin}${made.get(name) ?? ''}\n${end}`);
}

/** Commands of a program with what they do, as its help tells them. */
export async function commandsOf(program: string): Promise<ReadonlyMap<string, string>> {
  const help = await output(program, '--help');
  const entries = help.slice(help.indexOf('Commands:\n') + 'Commands:\n'.length).replaceAll(/\n {4,}/gu, ' ').split('\n');
  const pairs = entries.flatMap((entry) => {
    const [, name = '', what = ''] = /^ {2}([a-z-]+)(?: \[options\]| <[a-z]+>| \[[a-z.]+\])* +(.*)$/u.exec(entry) ?? [];
    return name === '' || name === 'help' ? [] : [[name, what] as const];
  });
  return new Map(pairs);
}

async function commandTable(program: string, project?: string): Promise<string> {
  const rows = [...(await commandsOf(program))].map(([name, what]) => `| \`${project === undefined ? `${program} ${name}` : `npx nx run ${project}:${name}`}\` | ${what} |`);
  return ['| command | what it does |', '| --- | --- |', ...rows].join('\n');
}

async function output(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--conditions=@logex/source', join(root, programs[program] ?? ''), ...args], { cwd: root, env: { PATH: process.env['PATH'], COLUMNS: '80' } });
  return stdout;
}

function versionTable({ java, maven, mirrored, charts }: Versions): string {
  const titles = { spark: 'Apache Spark', iceberg: 'Apache Iceberg', hadoop: 'Hadoop S3A', hive: 'Hive Metastore', 'mysql-connector': 'MySQL Connector/J' };
  const libraries = Object.entries(titles).map(([name, title]) => [title, maven[name]?.version ?? '']);
  const images = Object.entries(mirrored).map(([name, { reference }]) => [`image of ${name}`, `\`${reference}\``]);
  const packaged = Object.entries(charts).map(([name, { version }]) => [`chart of ${name}`, version]);
  return ['| what | version |', '| --- | --- |', ...[['Java', java], ...libraries, ...images, ...packaged].map(([what, version]) => `| ${what} | ${version} |`)].join('\n');
}
