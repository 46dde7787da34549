// Writes the generated parts of the pages, and draws the diagram: `npx nx run docs:write`.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramPng } from './diagram.ts';
import { root } from './repository.ts';
import { withSections } from './sections.ts';

for (const page of globSync('docs/*.md', { cwd: root })) {
  const text = readFileSync(join(root, page), 'utf8');
  writeFileSync(join(root, page), await withSections(text));
}
writeFileSync(join(root, 'docs/architecture.png'), diagramPng(readFileSync(join(root, 'docs/architecture.mmd'), 'utf8')));
