import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './repository.ts';

const pages = globSync(['*.md', '{docs,packages,apps,images,examples,samples}/**/*.md'], { cwd: root, exclude: ['**/node_modules/**', '**/target/**', '**/CHANGELOG.md'] }).toSorted();

/** Links of a page that lead nowhere in the repository. */
function brokenLinks(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```.*?^```/gmsu, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link]) => link ?? '').filter((link) => !/^[a-z]+:/u.test(link));
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? join(root, page) : join(root, dirname(page), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && statSync(target).isFile() && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });
}

/** Anchors of the headings of a page, as code hosts make them. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replaceAll(/^```.*?^```/gmsu, '').matchAll(/^#+ (.+)$/gmu)].map(([, heading]) => heading ?? '');
  return headings.map((heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'));
}

test.each(pages)('links of %s lead somewhere', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test('each page of docs is reached from its index, and the index from the README', () => {
  const index = readFileSync(join(root, 'docs/README.md'), 'utf8');

  expect(globSync('**/*.md', { cwd: join(root, 'docs') }).filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('](docs/README.md)');
});
