import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { diagramPng, isDiagramOf } from './diagram.ts';
import { readJson, root } from './repository.ts';
import { commandsOf, withSections } from './sections.ts';

const pages = globSync('docs/*.md', { cwd: root }).toSorted();
const source = readFileSync(join(root, 'docs/architecture.mmd'), 'utf8');

test.each(pages)('generated parts are as their sources are: %s', async (page) => {
  expectGolden(await withSections(readFileSync(join(root, page), 'utf8')), pathToFileURL(join(root, page)));
});

test('fails when a part has no maker', async () => {
  await expect(withSections('<!-- generated: nothing -->\n<!-- /generated -->')).rejects.toThrow("nothing makes the part 'nothing'");
});

test.each([['logex-jobs', 'apps/jobs'], ['logex-deployer', 'apps/deployer']])('each command of %s is a target of Nx', async (program, folder) => {
  const { targets } = readJson<{ targets: Readonly<Record<string, unknown>> }>(`${folder}/project.json`);
  const commands = [...(await commandsOf(program)).keys()];

  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !(command in targets))).toEqual([]);
});

test('the diagram is drawn from its source, and shows its text', () => {
  const drawn = readFileSync(join(root, 'docs/architecture.png'));
  const [word = ''] = /ClickHouse/u.exec(source) ?? [];

  expect(isDiagramOf(drawn, source)).toBe(true);
  expect(diagramPng(source).length).toBeGreaterThan(diagramPng(source.replaceAll(/\[[^\]()]+\]/gu, '[x]')).length);
  expect(word).toBe('ClickHouse');
});

test('fails when the source of the diagram changed since it was drawn', () => {
  expect(isDiagramOf(readFileSync(join(root, 'docs/architecture.png')), `${source}\n`)).toBe(false);
});
