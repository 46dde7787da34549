import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapSql } from './wrap-sql.ts';

const long = 'a'.repeat(60);

test('leaves a short expression alone', () => {
  expect(wrapSql('if(a, b, c)', '    ')).toBe('if(a, b, c)');
});

test('breaks at the outermost commas first, and packs what fits on a line', () => {
  expect(wrapSql(`if(a, lower(${long}, ${long}), b, c)`, '')).toBe(`if(\n  a,\n  lower(\n    ${long},\n    ${long}\n  ),\n  b, c\n)`);
});

test('breaks before AND, OR, WHEN and ELSE', () => {
  expect(wrapSql(`(${long} AND ${long} OR b)`, '')).toBe(`(\n  ${long}\n  AND ${long} OR b\n)`);
  expect(wrapSql(`CASE WHEN a THEN ${long} WHEN b THEN ${long} ELSE c END`, '  ')).toBe(`CASE WHEN a THEN ${long}\n    WHEN b THEN ${long} ELSE c END`);
});

test('never breaks quoted text', () => {
  const text = `concat('${`it\\'s, (or) AND `.repeat(10)}', \`a, b\`, c)`;

  expect(wrapSql(text, '').split('\n')).toEqual(['concat(', `  '${`it\\'s, (or) AND `.repeat(10)}',`, '  `a, b`, c', ')']);
});

test('keeps an expression that it cannot break', () => {
  expect(wrapSql(`'${'a'.repeat(200)}'`, '')).toBe(`'${'a'.repeat(200)}'`);
});

test('changes nothing but white space', () => {
  const leaf = fc.constantFrom('a', long, `'${long}, (b'`, "'it\\'s'", '[1, 2]', '`c, d`');
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((args) => `f(${args.join(', ')})`),
      fc.tuple(tie('tree'), tie('tree')).map(([left, right]) => `(${left} AND ${right})`),
    ),
  }));
  const plain = (text: string): string => text.replaceAll(/\s+/gu, '');
  fc.assert(fc.property(tree, (text) => plain(wrapSql(text, '    ')) === plain(text)));
});
