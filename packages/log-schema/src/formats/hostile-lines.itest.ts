import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFields, levelSpellings, type JsonField } from '../index.ts';
import { parsePlainFirst, plainCount, parseLines, type ParsedLine } from './__fixtures__/parse-lines.ts';

// Few runs of many lines, as a statement costs more than its lines; without shrinking, as each step would parse the whole batch again.
const runs = { numRuns: 2, endOnFailure: true };
const batch = 2000;

const noise = fc.oneof(
  fc.constantFrom('"', '\\', '\\"', '\\\\', ' ', '[', ']', '-', ':', '?', ' [', '] "', '" ', '" "', '200 5', '\t', '\r', '\u0085', '\u2028', '\uFEFF', 'é', '😀', 'HTTP/1.1'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const text = fc.array(noise, { maxLength: 6 }).map((parts) => parts.join(''));
const mostly = (usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: text });
const time = '[25/Aug/2025:06:04:00 +0200]';
const accessLine = fc
  .tuple(
    mostly(['', '', 'a:1 ', 'example.com:80 ', '[::1]:443 ']),
    mostly(['192.0.2.1 ', '::1 ', 'a:1 ', 'host ']),
    mostly(['- ', 'ident ']),
    mostly(['- ', 'frank ', 'Frank Doe ', '"" ', 'a [b] ', String.raw`a\"b `]),
    mostly([time, '[31/Feb/2025:06:04:00 +0200]', '[25/Aug/2025:06:04:00 +9900]', `${time} ${time}`]),
    mostly([' "', '"', ' ']),
    mostly(['GET /a?b HTTP/1.1', 'GET /a b HTTP/1.1', '-', '', 'GET', String.raw`GET /\"x`, `x ${time} `]),
    mostly(['" ', '"', ' ']),
    mostly(['200 5', '- -', '200 99999999999999999999', '200 5 ', '408 -']),
    mostly(['', ' "-" "-"', ' "" ""', ' "a" "b', ' " 200 5" "ua"', ' " 200 5 " "ua"', ' "a" "b" c', ' "a" "b" ', String.raw` "a\"" "\\"`]),
  )
  .map((parts) => parts.join(''));

test('any access log line is read alike by splitting first and by the pattern alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(accessLine, { minLength: batch, maxLength: batch }), async (lines) => {
      const fast = await parseLines(lines);
      const plain = await parseLines(lines, { splitFirst: false });

      expect(fast).toEqual(plain);
    }),
    runs,
  );
}, 300_000);

const fields: readonly (readonly [string, JsonField])[] = Object.entries(jsonFields);
const columnOf = new Map(fields.flatMap(([column, { names }]) => names.map((name) => [name, column] as const)));
const memberName = fc.oneof(fc.constantFrom(...columnOf.keys()), fc.string({ unit: 'grapheme', maxLength: 8 }));
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('30', 'warning', 'Error', '12', '+12', '007', '-', '{', '[x', '2025-08-25T06:04:00Z', '1756101840.5', '9'.repeat(30)),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
);
const member = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 3 }), scalar, { maxKeys: 3 }) },
);
const jsonObject = fc.dictionary(memberName, member, { maxKeys: 8 });

/** Whether text holds a member: as it is, or as JSON text, in which the engine may escape other characters. */
function isTextOf(stored: unknown, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return stored === (value === null ? null : String(value));
  return typeof stored === 'string' && isDeepStrictEqual(JSON.parse(stored), JSON.parse(JSON.stringify(value)));
}

/** Whether a column holds a member, read as the column reads it. */
function holds(column: string, stored: unknown, value: unknown): boolean {
  const seen = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (column === 'timestamp') return typeof stored === 'string';
  if (column === 'level') return stored === (levelSpellings[seen.toUpperCase() as keyof typeof levelSpellings] ?? upperAscii(seen));
  if (column === 'line_number' || column === 'http_status' || column === 'response_size') {
    return /^[+-]?\d+$/u.test(seen) && stored !== undefined && BigInt(seen.replace('+', '')) === BigInt(String(stored));
  }
  return isTextOf(stored, value);
}

const upperAscii = (value: string): string => value.replaceAll(/[a-z]/gu, (letter) => letter.toUpperCase());

/** Members of the object that neither a column nor attributes hold. */
function lost(object: Readonly<Record<string, unknown>>, { row }: ParsedLine): string[] {
  const attributes = (row['attributes'] ?? {}) as Readonly<Record<string, string | null>>;
  const isLost = ([name, value]: [string, unknown]): boolean => {
    if (Object.hasOwn(attributes, name)) return !isTextOf(attributes[name], value);
    const column = columnOf.get(name);
    return column === undefined || (value !== null && !holds(column, row[column], value));
  };
  return Object.entries(object).filter(isLost).map(([name]) => name);
}

test('of any JSON object nothing is lost: each member is in a column or in attributes', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(jsonObject, { minLength: batch, maxLength: batch }), async (objects) => {
      const timed = objects.map((object, index) => (index % 4 === 0 ? object : { ...object, timestamp: '2025-08-25T06:04:00Z' }));
      const parsed = await parseLines(timed.map((object) => JSON.stringify(object)));

      expect(parsed).toHaveLength(timed.length);
      for (const [index, line] of parsed.entries()) {
        const object = timed[index] ?? {};
        const isAccepted = line.reason === '';
        accepted += Number(isAccepted);

        expect(['', 'missing-timestamp', 'invalid-timestamp', 'timestamp-out-of-range']).toContain(line.reason);
        expect({ object, row: line.row, lost: isAccepted ? lost(object, line) : [] }).toEqual({ object, row: line.row, lost: [] });
        expect(line.rawHex).toBe(isAccepted ? '' : Buffer.from(JSON.stringify(object)).toString('hex'));
      }
    }),
    runs,
  );
  expect(accepted).toBeGreaterThan(batch / 5);
}, 300_000);

const anyLine = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  accessLine.map((line) => Buffer.from(line, 'latin1')),
  fc.json().map((line) => Buffer.from(line)),
  jsonObject.map((object) => Buffer.from(JSON.stringify(object).slice(0, -1))),
  fc.tuple(fc.constantFrom('timestamp', 'ts', 'line_number', 'response_size', 'level'), fc.json({ maxDepth: 1 })).map(([name, value]) => Buffer.from(`{"${name}":${value}}`)),
  fc.stringMatching(/^[0-9]{1,25}(?:\.[0-9]{0,25})?$/u).map((value) => Buffer.from(`{"ts":"${value}"}`)),
  fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$/u).map((value) => Buffer.from(`{"ts":"${value}"}`)),
  fc.stringMatching(/^[0-9]{2}\/[A-Z][a-z]{2}\/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}$/u).map((value) => Buffer.from(`{"ts":"${value}"}`)),
);

test('no bytes at all end the statement, and each line is a row or has a reason', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: batch, maxLength: batch }), async (lines) => {
      const parsed = await parseLines(lines);

      expect(parsed).toHaveLength(lines.length);
      for (const [index, line] of parsed.entries()) {
        expect(line.rawHex).toBe(line.reason === '' ? '' : Buffer.from(lines[index] ?? []).toString('hex'));
        expect(line.reason === '').toBe(typeof line.row['timestamp'] === 'string');
      }
    }),
    runs,
  );
}, 300_000);

test.each(['json', 'access'] as const)('any line is read alike where the plain plan of %s reads what it can', async (family) => {
  const line = fc.oneof(anyLine, accessLine.map((access) => Buffer.from(`\uFEFF${access}\r`)), jsonObject.map((object) => Buffer.from(`\uFEFF ${JSON.stringify(object)}\r`)));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: batch, maxLength: batch }), async (lines) => {
      expect(await parsePlainFirst(lines, family)).toEqual(await parseLines(lines));
    }),
    runs,
  );
}, 300_000);

test('the plain plans read the common lines of their families', async () => {
  const json = ['{"timestamp":"2025-08-25T06:04:00Z","level":"INFO","message":"m","request_id":"r"}', '{"time":1761019822315,"msg":"m","level":30,"pid":7}'];
  const access = [`192.0.2.1 - - ${time} "GET / HTTP/1.1" 200 512`, `www.example.com:443 192.0.2.1 - jane ${time} "GET /a?b HTTP/1.1" 200 - "-" "curl/8"`];

  expect(await plainCount([...json, ...access], 'json')).toBe(json.length);
  expect(await plainCount([...json, ...access], 'access')).toBe(access.length);
});

const mebibyte = 1024 * 1024;
const opening = `192.0.2.1 - - ${time} "`;

test.each([
  ['quotes', '"'.repeat(mebibyte)],
  ['backslashes', '\\'.repeat(mebibyte)],
  ['escaped quotes in a request', opening + String.raw`\"`.repeat(mebibyte / 2 - opening.length)],
  ['a user of spaces and brackets', `192.0.2.1 - ${' ['.repeat(mebibyte / 2 - 20)}`],
  ['a user of brackets and quotes', `192.0.2.1 - ${'[x] "'.repeat(mebibyte / 5 - 20)}`],
  ['quotes and spaces', '" '.repeat(mebibyte / 2)],
  ['sixty thousand JSON members', `{"ts":1,${Array.from({ length: 60_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`],
  ['a JSON text of quotes', `{"ts":"${String.raw`\"`.repeat(mebibyte / 2 - 10)}"}`],
])('a mebibyte of %s takes less than three seconds', async (_, line) => {
  const begin = performance.now();
  const [parsed] = await parseLines([line]);
  const seconds = (performance.now() - begin) / 1000;

  expect(parsed?.reason).not.toBe('');
  expect(parsed?.reason).not.toBe('line-too-long');
  expect(seconds).toBeLessThan(3);
});
