import { embeddedClickHouse } from '@logex/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickhouseTarget, literal, renderExpression, sparkTarget } from '../index.ts';

const hostile = ['', "'", "''", '\\', "\\'", "\\\\'", '`', '\\`', '"', '\0', '\n', '\r\n', '\u0001', '\u007f', '\u2028', '😀', '--', '/*', ';', '{a:String}', '{', String.raw`\x41\u0041\N\0`, "'; DROP TABLE logs; --"];
const texts = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 60 });

async function select(query: string): Promise<Record<string, unknown>> {
  const client = await embeddedClickHouse();
  const [row] = await (await client.query({ query, format: 'JSONEachRow' })).json<Record<string, unknown>>();
  return row ?? {};
}

describe('in ClickHouse', () => {
  test('any text comes back from the engine unchanged', async () => {
    const property = fc.asyncProperty(texts, async (values) => {
      const list = renderExpression(literal(values), clickhouseTarget.dialect);
      const one = values.map((value) => renderExpression(literal(value), clickhouseTarget.dialect)).join(', ');

      expect(await select(`SELECT ${list} AS list, [${one}] AS one`)).toEqual({ list: values, one: values });
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test('any name comes back from the engine unchanged', async () => {
    const property = fc.asyncProperty(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })).filter((name) => name !== ''), async (name) => {
      expect(await select(`SELECT 1 AS ${clickhouseTarget.quoteIdentifier(name)}`)).toEqual({ [name]: 1 });
    });
    await fc.assert(property, { numRuns: 300 });
  });

  test.each([0, -1, 1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER])('the number %s comes back unchanged', async (value) => {
    expect(await select(`SELECT toFloat64(${renderExpression(literal(value), clickhouseTarget.dialect)}) AS value`)).toEqual({ value });
  });
});

/** Reads a Spark string literal as its parser does with escaped string literals off. */
function readSparkText(quoted: string): string {
  expect(quoted).toMatch(/^'(?:[^'\\]|\\.)*'$/su);
  return quoted.slice(1, -1).replaceAll(/\\u([0-9a-f]{4})|\\(.)/gsu, (_, hex: string | undefined, char: string) =>
    hex === undefined ? char : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

describe('in Spark', () => {
  test('any text has no quote without its backslash, and reads back unchanged', () => {
    fc.assert(
      fc.property(texts, (values) => {
        for (const value of values) expect(readSparkText(sparkTarget.quoteText(value))).toBe(value);
      }),
    );
  });

  test('any name has no backtick by itself', () => {
    fc.assert(
      fc.property(texts, (names) => {
        for (const name of names) expect(sparkTarget.quoteIdentifier(name)).toMatch(/^`(?:[^`]|``)*`$/su);
      }),
    );
  });
});
