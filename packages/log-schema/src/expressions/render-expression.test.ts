import { describe, expect, test } from 'vitest';
import { call, clickhouseTarget, literal, ref, renderExpression, sparkTarget, type Expression, type OperationName } from '../index.ts';
import type { OperationForms } from './dialect.ts';
import { operations } from './operations.ts';

const dialects = [clickhouseTarget.dialect, sparkTarget.dialect] as const;
const [clickhouse, spark] = dialects;

describe('an expression', () => {
  test.each<[string, Expression, string, string]>([
    ['a reference', ref('level'), 'level', '`level`'],
    ['a reference that needs quotes', ref('a`b'), '`a\\`b`', '`a``b`'],
    ['text', literal("it's\n"), "'it\\'s\\x0a'", "'it\\'s\\u000a'"],
    ['null', literal(null), 'NULL', 'NULL'],
    ['a boolean', literal(true), 'true', 'true'],
    ['a number', literal(-1.5), '-1.5', '-1.5'],
    ['a list', literal(['a', "'"]), "['a', '\\'']", "array('a', '\\'')"],
    ['nested calls', call('and', call('equals', ref('a'), 1), call('isNull', ref('b'))), '((a = 1) AND (b IS NULL))', '((`a` = 1) AND (`b` IS NULL))'],
    ['a choice', call('choose', ref('a'), 1, ref('b'), 2, 3), 'multiIf(a, 1, b, 2, 3)', 'CASE WHEN `a` THEN 1 WHEN `b` THEN 2 ELSE 3 END'],
  ])('is rendered in both dialects: %s', (_, expression, inClickhouse, inSpark) => {
    expect(renderExpression(expression, clickhouse)).toBe(inClickhouse);
    expect(renderExpression(expression, spark)).toBe(inSpark);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('fails when a number is %s', (value) => {
    for (const dialect of dialects) {
      expect(() => renderExpression(literal(value), dialect)).toThrow(
        expect.objectContaining({ code: 'schema/literal-not-allowed', kind: 'usage', message: expect.stringContaining(`literal for ${dialect.name}: ${value}`) as string }),
      );
    }
  });

  test('fails when a stored plan names an operation that there is not', () => {
    const stored = { node: 'call', operation: 'median' as OperationName, args: [] } as const;

    expect(() => renderExpression(stored, spark)).toThrow(
      expect.objectContaining({ code: 'schema/operation-unknown', kind: 'bug', message: expect.stringContaining("'median'") as string }),
    );
  });

  test('is frozen', () => {
    expect(Object.isFrozen(call('isNull', ref('a')))).toBe(true);
    expect(Object.isFrozen(call('isNull', ref('a')).args)).toBe(true);
  });
});

test.each(Object.keys(operations))('%s has a form in a dialect, and each is whole', (name) => {
  const forms: OperationForms = operations[name as OperationName];
  const texts = dialects.flatMap((dialect) => forms[dialect.name]?.('a', 'b', 'c') ?? []);

  expect(texts).not.toEqual([]);
  for (const text of texts) expect(text).not.toContain('undefined');
});
