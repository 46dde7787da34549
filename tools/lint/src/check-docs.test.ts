import { expect, test } from 'vitest';
import { checkDocs } from './check-docs.ts';
import { sourceFile } from './source-file.ts';

function undocumented(text: string, path = 'packages/a/src/a.ts'): string[] {
  return checkDocs(sourceFile(path, text)).map(({ line, message }) => `${line} ${message.split(' ')[0]}`);
}

test('fails when an exported declaration of any kind has no doc comment', () => {
  const text = [
    'export const a = 1, b = 2;',
    'export function c() {}',
    'export class D {}',
    'export interface E {}',
    'export type F = string;',
    'export default function () {}',
    '// a plain comment',
    'export const { g } = { g: 1 };',
    'const h = 1;',
    'export { h as i };',
  ].join('\n');

  expect(undocumented(text)).toEqual(['1 a', '1 b', '2 c', '3 D', '4 E', '5 F', '6 default', '8 g', '9 h']);
});

test('fails when the doc comment is empty', () => {
  expect(undocumented('/** */\nexport const a = 1;')).toEqual(['2 a']);
});

test('asks for no comment on what is documented, private, or declared elsewhere', () => {
  const text = [
    '/** A. */',
    'export const a = 1;',
    'const b = 2;',
    "export { c } from './c.ts';",
    '/** D from a number. */',
    'export function d(value: number): void;',
    'export function d(value: unknown): void {}',
  ].join('\n');

  expect(undocumented(text)).toEqual([]);
  expect(undocumented('export const a = 1;', 'packages/a/src/a.test.ts')).toEqual([]);
});
