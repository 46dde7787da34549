import { beforeAll, describe, expect, test } from 'vitest';
import { parseLines, type ParsedLine } from './__fixtures__/parse-lines.ts';

const time = '"timestamp":"2025-08-25T06:04:00.000Z"';
const moment = '2025-08-25T06:04:00.000000Z';
const bytes = (...parts: (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** What it shows, the line, and every value beside the time above and the format; or the reason of its rejection. */
type Case = readonly [title: string, line: string | Uint8Array, expected: Readonly<Record<string, unknown>> | string];

/** A line whose other members are `members`. */
const line = (members: string): string => `{${time},${members}}`;
/** A line whose time is the JSON text `value`. */
const at = (value: string): string => `{"timestamp":${value}}`;

const times: readonly (readonly [title: string, value: string, expected: string])[] = [
  ['a fraction of three digits', '"2025-08-25T06:04:00.123Z"', '2025-08-25T06:04:00.123000Z'],
  ['no fraction', '"2025-08-25T06:04:00Z"', moment],
  ['a fraction of one digit', '"2025-08-25T06:04:00.5Z"', '2025-08-25T06:04:00.500000Z'],
  ['microseconds', '"2025-08-25T06:04:00.123456Z"', '2025-08-25T06:04:00.123456Z'],
  ['nanoseconds, cut to microseconds', '"2025-08-25T06:04:00.123456789Z"', '2025-08-25T06:04:00.123456Z'],
  ['a comma before the fraction', '"2025-08-25T06:04:00,123Z"', '2025-08-25T06:04:00.123000Z'],
  ['a space for the T', '"2025-08-25 06:04:00.123"', '2025-08-25T06:04:00.123000Z'],
  ['no offset, which is UTC', '"2025-08-25T06:04:00"', moment],
  ['an offset', '"2025-08-25T06:04:00+02:00"', '2025-08-25T04:04:00.000000Z'],
  ['an offset without a colon', '"2025-08-25T06:04:00-0330"', '2025-08-25T09:34:00.000000Z'],
  ['a space before the offset', '"2025-08-25 06:04:00.5 +02:00"', '2025-08-25T04:04:00.500000Z'],
  ['the largest offset', '"2025-08-25T06:04:00+14:00"', '2025-08-24T16:04:00.000000Z'],
  ['seconds since 1970', '1756101840', moment],
  ['milliseconds since 1970', '1756101840123', '2025-08-25T06:04:00.123000Z'],
  ['microseconds since 1970', '1756101840123456', '2025-08-25T06:04:00.123456Z'],
  ['nanoseconds since 1970', '1756101840123456789', '2025-08-25T06:04:00.123456Z'],
  ['seconds since 1970 as text', '"1756101840"', moment],
  ['seconds with a fraction', '1756101840.5', '2025-08-25T06:04:00.500000Z'],
  ['text of seconds with nine decimals', '"1756101840.123456789"', '2025-08-25T06:04:00.123456Z'],
  ['nine digits of seconds', '123456789', '1973-11-29T21:33:09.000000Z'],
  ['the Apache form', '"25/Aug/2025:06:04:00 +0200"', '2025-08-25T04:04:00.000000Z'],
  ['a leap day', '"2024-02-29T23:59:59Z"', '2024-02-29T23:59:59.000000Z'],
  ['the first moment', '"1970-01-01T00:00:00Z"', '1970-01-01T00:00:00.000000Z'],
  ['the last moment', '"2105-12-31T23:59:59.999999Z"', '2105-12-31T23:59:59.999999Z'],
  ['an escape in the text', String.raw`"2025-08-25T06:04:00\u005a"`, moment],
];

const badTimes: readonly (readonly [title: string, value: string, reason: string])[] = [
  ['30 February', '"2025-02-30T00:00:00Z"', 'invalid-timestamp'],
  ['29 February of a common year', '"2023-02-29T00:00:00Z"', 'invalid-timestamp'],
  ['31 April', '"2025-04-31T00:00:00Z"', 'invalid-timestamp'],
  ['month 13', '"2025-13-01T00:00:00Z"', 'invalid-timestamp'],
  ['a leap second', '"2016-12-31T23:59:60Z"', 'invalid-timestamp'],
  ['hour 24', '"2025-08-25T24:00:00Z"', 'invalid-timestamp'],
  ['an offset of 15 hours', '"2025-08-25T06:04:00+15:00"', 'invalid-timestamp'],
  ['an offset of one digit', '"2025-08-25T06:04:00+2"', 'invalid-timestamp'],
  ['a day without a time', '"2025-08-25"', 'invalid-timestamp'],
  ['no seconds', '"2025-08-25T06:04Z"', 'invalid-timestamp'],
  ['a point without digits', '"2025-08-25T06:04:00.Z"', 'invalid-timestamp'],
  ['ten digits of a fraction', '"2025-08-25T06:04:00.1234567890Z"', 'invalid-timestamp'],
  ['a line break behind it', String.raw`"2025-08-25T06:04:00Z\n"`, 'invalid-timestamp'],
  ['the text of a mail header', '"Mon, 25 Aug 2025 06:04:00 GMT"', 'invalid-timestamp'],
  ['a word', '"now"', 'invalid-timestamp'],
  ['empty text', '""', 'invalid-timestamp'],
  ['zero', '0', 'invalid-timestamp'],
  ['eight digits', '20250825', 'invalid-timestamp'],
  ['a negative number', '-1756101840', 'invalid-timestamp'],
  ['milliseconds with a fraction', '1756101840123.5', 'invalid-timestamp'],
  ['a number with an exponent', '1e21', 'invalid-timestamp'],
  ['twenty digits', '"99999999999999999999"', 'invalid-timestamp'],
  ['nineteen digits beyond 64 bits', '"9999999999999999999"', 'invalid-timestamp'],
  ['a hundred digits with a fraction', `"${'9'.repeat(100)}.5"`, 'invalid-timestamp'],
  ['true', 'true', 'invalid-timestamp'],
  ['an object', '{"seconds":1756101840}', 'invalid-timestamp'],
  ['an Apache month that is none', '"25/Foo/2025:06:04:00 +0200"', 'invalid-timestamp'],
  ['an Apache day that is none', '"31/Feb/2025:06:04:00 +0200"', 'invalid-timestamp'],
  ['an Apache offset that is none', '"25/Aug/2025:06:04:00 +9900"', 'invalid-timestamp'],
  ['null', 'null', 'missing-timestamp'],
  ['year 1', '"0001-01-01T00:00:00Z"', 'timestamp-out-of-range'],
  ['year 10000', '"10000-01-01T00:00:00Z"', 'timestamp-out-of-range'],
  ['year 10000 with a sign', '"+10000-01-01T00:00:00Z"', 'timestamp-out-of-range'],
  ['year 10000 in Apache form', '"25/Aug/10000:06:04:00 +0000"', 'timestamp-out-of-range'],
  ['year 9999', '"9999-12-31T23:59:59Z"', 'timestamp-out-of-range'],
  ['the moment before 1970', '"1969-12-31T23:59:59.999999Z"', 'timestamp-out-of-range'],
  ['the moment after 2105', '"2106-01-01T00:00:00Z"', 'timestamp-out-of-range'],
  ['a time that its offset moves before 1970', '"1970-01-01T00:00:00+14:00"', 'timestamp-out-of-range'],
  ['a time that its offset moves beyond 2105', '"2105-12-31T23:59:59-02:00"', 'timestamp-out-of-range'],
  ['eleven digits of seconds', '99999999999', 'timestamp-out-of-range'],
  ['the largest 64-bit number', '9223372036854775807', 'timestamp-out-of-range'],
];

const fields: readonly Case[] = [
  [
    'the nine fields of an application log',
    line(
      '"level":"ERROR","message":"Database connection failed","logger":"com.webapp.DB","thread":"db-pool-1","source_file":"DatabaseManager.java","line_number":245,"exception_class":"SQLException","exception_message":"Connection timeout after 30 seconds"',
    ),
    {
      level: 'ERROR',
      message: 'Database connection failed',
      logger: 'com.webapp.DB',
      thread: 'db-pool-1',
      source_file: 'DatabaseManager.java',
      line_number: 245,
      exception_class: 'SQLException',
      exception_message: 'Connection timeout after 30 seconds',
    },
  ],
  ['a time alone', `{${time}}`, {}],
  ['the synonym @timestamp', '{"@timestamp":"2025-08-25T06:04:00Z"}', {}],
  ['the synonym time', '{"time":1756101840}', {}],
  ['the synonym ts', '{"ts":1756101840.0}', {}],
  ['a null time and a synonym of it', '{"timestamp":null,"ts":1756101840}', {}],
  ['an escaped name', String.raw`{"\u0074imestamp":"2025-08-25T06:04:00Z"}`, {}],
  ['the synonym msg', line('"msg":"hello"'), { message: 'hello' }],
  ['the synonym severity', line('"severity":"info"'), { level: 'INFO' }],
  ['dotted names of the Elastic Common Schema', line('"log.level":"info","error.type":"E"'), { level: 'INFO', exception_class: 'E' }],
  ['members of nginx', line('"remote_addr":"::1","status_code":"200","body_bytes_sent":5'), { ip_address: '::1', http_status: 200, response_size: '5' }],
  ['two synonyms at once: the better name wins, the other is kept', line('"msg":"a","message":"b"'), { message: 'b', attributes: { msg: 'a' } }],
  ['two synonyms of the time', line('"time":"x","ts":5'), { attributes: { time: 'x', ts: '5' } }],
  ['two synonyms, the better one null', line('"message":null,"msg":"a"'), { message: 'a' }],
  ['two synonyms, the better one empty', line('"message":"","msg":"a"'), { message: '', attributes: { msg: 'a' } }],
  ['a bunyan line', '{"name":"app","hostname":"h","pid":7,"level":50,"msg":"m","time":"2025-08-25T06:04:00.000Z","v":0}', { level: 'ERROR', message: 'm', attributes: { name: 'app', hostname: 'h', pid: '7', v: '0' } }],
  ['a pino line', '{"level":30,"time":1756101840000,"pid":7,"hostname":"h","msg":"m"}', { level: 'INFO', message: 'm', attributes: { pid: '7', hostname: 'h' } }],
  ['level 10', line('"level":10'), { level: 'TRACE' }],
  ['level 20', line('"level":20'), { level: 'DEBUG' }],
  ['level 40', line('"level":40'), { level: 'WARN' }],
  ['level 60', line('"level":60'), { level: 'FATAL' }],
  ['a number that is no level, as it is', line('"level":35'), { level: '35' }],
  ['a spelling of a level', line('"level":"warning"'), { level: 'WARN' }],
  ['another level, in upper case', line('"level":"notice"'), { level: 'NOTICE' }],
  ['an object for a level', line('"level":{"a":1}'), { attributes: { level: '{"a":1}' } }],
  ['a null level', line('"level":null'), {}],
  ['a line number that is text', line('"line_number":"12"'), { line_number: 12 }],
  ['a line number that is no number', line('"line_number":"abc"'), { attributes: { line_number: 'abc' } }],
  ['a synonym that is no number', line('"lineno":"abc"'), { attributes: { lineno: 'abc' } }],
  ['a line number with a fraction', line('"line_number":1.5'), { attributes: { line_number: '1.5' } }],
  ['a line number beyond 32 bits', line('"line_number":2147483648'), { attributes: { line_number: '2147483648' } }],
  ['a bad line number beside a good synonym', line('"line_number":"x","lineno":3'), { attributes: { line_number: 'x', lineno: '3' } }],
  ['a good line number beside a bad synonym', line('"line_number":3,"lineno":"x"'), { line_number: 3, attributes: { lineno: 'x' } }],
  ['the largest 64-bit size', line('"response_size":9223372036854775807'), { response_size: '9223372036854775807' }],
  ['a size beyond signed 64 bits', line('"response_size":9223372036854775808'), { attributes: { response_size: '9223372036854775808' } }],
];

const members: readonly Case[] = [
  ['nested objects, as JSON text', line('"o":{"a":{"b":[1,"2",null,{"c":true}]}}'), { attributes: { o: '{"a":{"b":[1,"2",null,{"c":true}]}}' } }],
  ['an object for a text column', line('"message":{"a":1}'), { message: '{"a":1}' }],
  ['empty containers', line('"o":{},"l":[]'), { attributes: { o: '{}', l: '[]' } }],
  ['a null member', line('"x":null'), { attributes: { x: null } }],
  ['a boolean member', line('"x":true'), { attributes: { x: 'true' } }],
  ['an empty name', line('"":1'), { attributes: { '': '1' } }],
  ['names that differ by case', line('"A":1,"a":2'), { attributes: { A: '1', a: '2' } }],
  ['a name with a dot beside the object', line('"a.b":1,"a":{"b":2}'), { attributes: { 'a.b': '1', a: '{"b":2}' } }],
  ['numbers in their shortest 64-bit form', line('"a":1.0,"b":1e3,"c":0.1234567890123456789,"d":-0'), { attributes: { a: '1', b: '1000', c: '0.12345678901234568', d: '0' } }],
  ['the largest unsigned 64-bit number', line('"x":18446744073709551615'), { attributes: { x: '18446744073709551615' } }],
  ['escapes', line(String.raw`"s":"a\/b\n\t\"\\\u00e9"`), { attributes: { s: 'a/b\n\t"\\é' } }],
  ['a pair of surrogates', line(String.raw`"s":"\ud83d\ude00"`), { attributes: { s: '😀' } }],
  ['four bytes of UTF-8', line('"s":"😀"'), { attributes: { s: '😀' } }],
  ['an escaped NUL', line(String.raw`"s":"\u0000"`), { attributes: { s: '\0' } }],
  ['500 nested lists', line(`"d":${nested('[', ']', 500)}`), { attributes: { d: nested('[', ']', 500) } }],
  ['500 nested objects', line(`"d":${nested('{"a":', '}', 500)}`), { attributes: { d: nested('{"a":', '}', 500) } }],
  ['a repeated name within a nested object', line('"o":{"z":1,"z":2}'), { attributes: { o: '{"z":1,"z":2}' } }],
];

const shapes: readonly Case[] = [
  ['a byte order mark', `\uFEFF{${time}}`, {}],
  ['a carriage return', `{${time}}\r`, {}],
  ['white space around it', `\t {${time}} \t`, {}],
];

const rejected: readonly Case[] = [
  ['an object without a time', '{"message":"a"}', 'missing-timestamp'],
  ['an empty object', '{}', 'missing-timestamp'],
  ['a blank object', '{ }', 'missing-timestamp'],
  ['a repeated name', line('"a":1,"a":2'), 'duplicate-key'],
  ['a repeated name with one value', line('"a":1,"a":1'), 'duplicate-key'],
  ['a repeated name, once escaped', line(String.raw`"a":1,"\u0061":2`), 'duplicate-key'],
  ['a repeated time', `{${time},${time}}`, 'duplicate-key'],
  ['repeated nulls', line('"a":null,"a":null'), 'duplicate-key'],
  ['a whole number beyond 64 bits', line('"x":18446744073709551616'), 'invalid-json'],
  ['a negative number beyond 64 bits', line('"x":-9223372036854775809'), 'invalid-json'],
  ['a number beyond double', line('"x":1e400'), 'invalid-json'],
  ['NaN', line('"x":NaN'), 'invalid-json'],
  ['Infinity', line('"x":-Infinity'), 'invalid-json'],
  ['a leading zero', line('"x":01'), 'invalid-json'],
  ['half a pair of surrogates', line(String.raw`"s":"\ud800"`), 'invalid-json'],
  ['a raw tab in text', line('"s":"a\tb"'), 'invalid-json'],
  ['2000 nested lists', line(`"d":${nested('[', ']', 2000)}`), 'invalid-json'],
  ['a mebibyte of brackets', `{"d":${'['.repeat(1_000_000)}`, 'invalid-json'],
  ['an object that is cut off', `{${time}`, 'invalid-json'],
  ['an object that is cut within text', `{${time},"message":"a`, 'invalid-json'],
  ['a comma too many', `{${time},}`, 'invalid-json'],
  ['single quotes', "{'timestamp':1756101840}", 'invalid-json'],
  ['a comment', line('"a":/* */1'), 'invalid-json'],
  ['text behind the object', `{${time}} x`, 'invalid-json'],
  ['two objects', `{${time}}{${time}}`, 'invalid-json'],
  ['a list', `[{${time}}]`, 'unrecognized-format'],
  ['a text value', '"text"', 'unrecognized-format'],
  ['a number', '12', 'unrecognized-format'],
  ['null', 'null', 'unrecognized-format'],
  ['prose', 'Server started', 'unrecognized-format'],
  ['an object behind a prefix', `app | {${time}}`, 'unrecognized-format'],
  ['an empty line', '', 'blank-line'],
  ['spaces and tabs', ' \t ', 'blank-line'],
  ['a carriage return alone', '\r', 'blank-line'],
  ['a byte order mark alone', '\uFEFF', 'blank-line'],
  ['a NUL byte', `{${time},"s":"\0"}`, 'nul-byte'],
  ['a NUL byte alone', '\0', 'nul-byte'],
  ['bytes that are not UTF-8', bytes(`{${time},"s":"`, 0xff, '"}'), 'invalid-utf8'],
  ['a surrogate in UTF-8', bytes(`{${time},"s":"`, 0xed, 0xa0, 0x80, '"}'), 'invalid-utf8'],
  ['a cut UTF-8 sequence', bytes(`{${time},"s":"`, 0xe2, 0x82), 'invalid-utf8'],
];

/** What is to become of a line; the row is compared whole. */
const outcome = (text: string | Uint8Array, expected: Readonly<Record<string, unknown>> | string): object =>
  typeof expected === 'string'
    ? { reason: expected, rawHex: Buffer.from(text).toString('hex') }
    : { reason: '', detail: null, formatTried: 'json', rawHex: '', row: { timestamp: moment, format: 'json', ...expected } };

const tables: readonly [string, readonly Case[]][] = [
  ['reads a time with', times.map(([title, value, timestamp]): Case => [title, at(value), { timestamp }])],
  ['rejects a time of', badTimes.map(([title, value, reason]): Case => [title, at(value), reason])],
  ['reads', fields],
  ['keeps', members],
  ['accepts', shapes],
  ['rejects', rejected],
];

describe.each(tables)('%s', (_, cases) => {
  let parsed: readonly ParsedLine[];

  beforeAll(async () => {
    parsed = await parseLines(cases.map(([, text]) => text));
  });

  test.each(cases.map(([title, text, expected], index) => ({ title, text, expected, index })))('$title', ({ text, expected, index }) => {
    expect(parsed[index]).toEqual(expect.objectContaining(outcome(text, expected)));
  });
});

test('a line of the limit is read, and a longer one is rejected with its size', async () => {
  const [longest, longer] = await parseLines([line('"x":1'), `${line('"x":1')} `], { maxLineBytes: line('"x":1').length });

  expect(longest?.reason).toBe('');
  expect(longer).toMatchObject({ reason: 'line-too-long', detail: `${line('"x":1').length + 1} bytes`, formatTried: null });
});

test('a rejected time is told as it was seen', async () => {
  const [bad] = await parseLines([at('"2025-02-30T00:00:00Z"')]);

  expect(bad).toMatchObject({ detail: '2025-02-30T00:00:00Z', formatTried: 'json' });
});
