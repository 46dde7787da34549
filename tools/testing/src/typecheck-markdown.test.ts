import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';
import { typecheckMarkdown } from './typecheck-markdown.ts';

function markdown(...blocks: string[]): URL {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'es2024', types: [], skipLibCheck: true } }));
  const path = join(folder, 'README.md');
  writeFileSync(path, `# Title\n\n${blocks.join('\n')}\n`);
  return pathToFileURL(path);
}

test('counts the blocks that compile, each by itself', async () => {
  const file = markdown('```ts\nconst a: number = 1;\n```', '```sql\nSELECT;\n```', "```ts\nconst a: string = 'x';\n```");

  await expect(typecheckMarkdown(file)).resolves.toBe(2);
});

test('finds no blocks in prose', async () => {
  await expect(typecheckMarkdown(markdown('Words, and `ts`.'))).resolves.toBe(0);
});

test('fails when a type is wrong, and names its line in the file', async () => {
  const file = markdown('```ts\nconst a = 1;\n```', "```ts\n\nconst b: number = 'x';\n```");

  await expect(typecheckMarkdown(file)).rejects.toThrow(/README\.md:8 Type 'string' is not assignable to type 'number'/u);
});

test('fails when a block does not parse', async () => {
  await expect(typecheckMarkdown(markdown('```ts\nconst = 1;\n```'))).rejects.toThrow(/README\.md:4 Variable declaration expected/u);
});
