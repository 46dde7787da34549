import { beforeAll, describe, expect, test } from 'vitest';
import { parseLines, type ParsedLine } from './__fixtures__/parse-lines.ts';

const moment = '2025-08-25T06:04:00.000000Z';
const day = '[25/Aug/2025:06:04:00 +0000]';
const client = `192.0.2.1 - - ${day}`;
const get = '"GET / HTTP/1.1"';
const headers = '"https://example.com/" "Mozilla/5.0 (X11; Linux x86_64)"';
const common = `${client} ${get} 200 5`;
const combined = `${common} ${headers}`;

const isGet = { http_method: 'GET', http_path: '/', http_version: '1.1' };
const isCommon = { timestamp: moment, ip_address: '192.0.2.1', ...isGet, http_status: 200, response_size: '5', format: 'common' };
const isCombined = { ...isCommon, referer: 'https://example.com/', user_agent: 'Mozilla/5.0 (X11; Linux x86_64)', format: 'combined' };

/** What it shows, the line, and every value of the row; or the reason of its rejection. */
type Case = readonly [title: string, line: string | Uint8Array, expected: Readonly<Record<string, unknown>> | string];

/** A row that differs from `base` in some columns; a column of undefined is absent. */
const but = (base: object, changes: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== undefined));
const request = (text: string): string => `${client} "${text}" 200 5`;
const requestRow = (changes: object): Record<string, unknown> => but(isCommon, changes);
const noRequest = { http_method: undefined, http_path: undefined, http_version: undefined };
const at = (time: string): string => `192.0.2.1 - - [${time}] ${get} 200 5`;

const formats: readonly Case[] = [
  ['common', common, isCommon],
  ['combined', combined, isCombined],
  ['combined with absent headers', `${common} "-" "-"`, but(isCommon, { format: 'combined' })],
  ['combined with empty headers', `${common} "" ""`, but(isCommon, { format: 'combined', referer: '', user_agent: '' })],
  ['vhost_common', `example.com:80 ${common}`, but(isCommon, { format: 'vhost_common', attributes: { vhost: 'example.com:80' } })],
  ['vhost_combined', `example.com:443 ${combined}`, but(isCombined, { format: 'vhost_combined', attributes: { vhost: 'example.com:443' } })],
  ['a virtual host of IPv6', `[2001:db8::1]:443 ${combined}`, but(isCombined, { format: 'vhost_combined', attributes: { vhost: '[2001:db8::1]:443' } })],
  ['a byte order mark and a carriage return', `\uFEFF${combined}\r`, isCombined],
];

const clients: readonly Case[] = [
  ['IPv6', combined.replace('192.0.2.1', '2001:db8::8a2e:370:7334'), but(isCombined, { ip_address: '2001:db8::8a2e:370:7334' })],
  ['the loopback address of IPv6', common.replace('192.0.2.1', '::1'), but(isCommon, { ip_address: '::1' })],
  ['IPv4 in IPv6', common.replace('192.0.2.1', '::ffff:192.0.2.1'), but(isCommon, { ip_address: '::ffff:192.0.2.1' })],
  ['a host name', common.replace('192.0.2.1', 'crawl-7.example.net'), but(isCommon, { ip_address: 'crawl-7.example.net' })],
  ['a client that looks like a virtual host', common.replace('192.0.2.1', 'localhost:80'), but(isCommon, { ip_address: 'localhost:80' })],
  ['an ident', common.replace('- -', 'idt -'), but(isCommon, { attributes: { ident: 'idt' } })],
  ['a user', common.replace('- -', '- frank'), but(isCommon, { remote_user: 'frank' })],
  ['a user with a space', combined.replace('- -', '- Frank Doe'), but(isCombined, { remote_user: 'Frank Doe' })],
  ['a user with brackets', common.replace('- -', '- a [b] c'), but(isCommon, { remote_user: 'a [b] c' })],
  ['a user with a backslash', common.replace('- -', String.raw`- CORP\frank`), but(isCommon, { remote_user: String.raw`CORP\frank` })],
  ['a user with an escaped quote', common.replace('- -', String.raw`- a\"b`), but(isCommon, { remote_user: String.raw`a\"b` })],
  ['an empty user, as it is logged', common.replace('- -', '- ""'), but(isCommon, { remote_user: '""' })],
  ['a user with a space behind a virtual host', `example.com:80 ${common.replace('- -', '- Frank Doe')}`, but(isCommon, { remote_user: 'Frank Doe', format: 'vhost_common', attributes: { vhost: 'example.com:80' } })],
];

const requests: readonly Case[] = [
  ['a query', request('GET /a?b=c HTTP/1.1'), requestRow({ http_path: '/a', http_query: 'b=c' })],
  ['an empty query', request('GET /a? HTTP/1.1'), requestRow({ http_path: '/a', http_query: '' })],
  ['a question mark within the query', request('GET /a?b=c?d HTTP/1.1'), requestRow({ http_path: '/a', http_query: 'b=c?d' })],
  ['a target with spaces', request('GET /a b c?d e HTTP/1.1'), requestRow({ http_path: '/a b c', http_query: 'd e' })],
  ['no version, as in HTTP/0.9', request('GET /old'), requestRow({ http_path: '/old', http_version: undefined })],
  ['HTTP/2.0', request('PRI * HTTP/2.0'), requestRow({ http_method: 'PRI', http_path: '*', http_version: '2.0' })],
  ['a target that is an authority', request('CONNECT example.com:443 HTTP/1.1'), requestRow({ http_method: 'CONNECT', http_path: 'example.com:443' })],
  ['a whole URL', request('GET http://example.com/a?b HTTP/1.1'), requestRow({ http_path: 'http://example.com/a', http_query: 'b' })],
  ['a method with a hyphen', request('M-SEARCH * HTTP/1.1'), requestRow({ http_method: 'M-SEARCH', http_path: '*' })],
  ['letters beyond ASCII', request('GET /é😀?ü HTTP/1.1'), requestRow({ http_path: '/é😀', http_query: 'ü' })],
  ['an escaped quote', request(String.raw`GET /a\"b HTTP/1.1`), requestRow({ http_path: '/a"b' })],
  ['an escaped backslash', request(String.raw`GET /a\\b HTTP/1.1`), requestRow({ http_path: String.raw`/a\b` })],
  ['a hexadecimal escape, as it is logged', request(String.raw`GET /\x41 HTTP/1.1`), requestRow({ http_path: String.raw`/\x41` })],
  ['escaped quotes in the headers', `${common} ${String.raw`"a\"b" "c\\"`}`, but(isCommon, { format: 'combined', referer: 'a"b', user_agent: 'c\\' })],
  ['a request that never came', `${client} "-" 408 - "-" "-"`, but(isCommon, { ...noRequest, http_status: 408, response_size: undefined, format: 'combined' })],
  ['an empty request', `${client} "" 400 0 "-" "-"`, but(isCommon, { ...noRequest, http_status: 400, response_size: '0', format: 'combined' })],
  ['a TLS handshake', `${client} ${String.raw`"\x16\x03\x01\x02"`} 400 226 "-" "-"`, but(isCommon, { ...noRequest, message: String.raw`\x16\x03\x01\x02`, http_status: 400, response_size: '226', format: 'combined' })],
  ['raw bytes of a TLS handshake that are UTF-8', `${client} "\u0016\u0003\u0001 a b" 400 226`, but(isCommon, { ...noRequest, message: '\u0016\u0003\u0001 a b', http_status: 400, response_size: '226' })],
  ['a method alone', request('QUIT'), requestRow({ ...noRequest, message: 'QUIT' })],
  ['a request without a target', request('GET HTTP/1.1'), requestRow({ ...noRequest, message: 'GET HTTP/1.1' })],
];

const numbers: readonly Case[] = [
  ['no size', `${client} ${get} 304 -`, but(isCommon, { http_status: 304, response_size: undefined })],
  ['no size and headers', `${client} ${get} 304 - "-" "-"`, but(isCommon, { http_status: 304, response_size: undefined, format: 'combined' })],
  ['no status', `${client} ${get} - 5`, but(isCommon, { http_status: undefined })],
  ['a size beyond 32 bits', `${client} ${get} 200 5000000000`, but(isCommon, { response_size: '5000000000' })],
  ['the largest 64-bit size', `${client} ${get} 200 9223372036854775807`, but(isCommon, { response_size: '9223372036854775807' })],
  ['a size beyond 64 bits', `${client} ${get} 200 9223372036854775808`, but(isCommon, { response_size: undefined, attributes: { response_size: '9223372036854775808' } })],
  ['a size of forty digits', `${client} ${get} 200 ${'9'.repeat(40)} "-" "-"`, but(isCommon, { response_size: undefined, format: 'combined', attributes: { response_size: '9'.repeat(40) } })],
];

const times: readonly (readonly [title: string, time: string, expected: string])[] = [
  ['an offset to the east', '25/Aug/2025:06:04:00 +0200', '2025-08-25T04:04:00.000000Z'],
  ['an offset to the west with minutes', '25/Aug/2025:06:04:00 -0330', '2025-08-25T09:34:00.000000Z'],
  ['the hour before clocks go back', '26/Oct/2025:02:30:00 +0200', '2025-10-26T00:30:00.000000Z'],
  ['the same hour again', '26/Oct/2025:02:30:00 +0100', '2025-10-26T01:30:00.000000Z'],
  ['an hour that clocks leap over', '30/Mar/2025:02:30:00 +0100', '2025-03-30T01:30:00.000000Z'],
  ['a leap day', '29/Feb/2024:23:59:59 +0000', '2024-02-29T23:59:59.000000Z'],
  ['the first moment', '01/Jan/1970:00:00:00 +0000', '1970-01-01T00:00:00.000000Z'],
  ['the last second', '31/Dec/2105:23:59:59 +0000', '2105-12-31T23:59:59.000000Z'],
];

const badTimes: readonly (readonly [title: string, time: string, reason: string])[] = [
  ['30 February', '30/Feb/2024:00:00:00 +0000', 'invalid-timestamp'],
  ['31 April', '31/Apr/2025:00:00:00 +0000', 'invalid-timestamp'],
  ['29 February of a common year', '29/Feb/2023:00:00:00 +0000', 'invalid-timestamp'],
  ['hour 24', '25/Aug/2025:24:00:00 +0000', 'invalid-timestamp'],
  ['a leap second', '31/Dec/2016:23:59:60 +0000', 'invalid-timestamp'],
  ['no offset', '25/Aug/2025:06:04:00', 'invalid-timestamp'],
  ['an offset of 99 hours', '25/Aug/2025:06:04:00 +9900', 'invalid-timestamp'],
  ['an offset of 60 minutes', '25/Aug/2025:06:04:00 +0060', 'invalid-timestamp'],
  ['an offset with a colon', '25/Aug/2025:06:04:00 +02:00', 'invalid-timestamp'],
  ['an offset of three digits', '25/Aug/2025:06:04:00 +020', 'invalid-timestamp'],
  ['a day of one digit', '5/Aug/2025:06:04:00 +0000', 'invalid-timestamp'],
  ['a fraction', '25/Aug/2025:06:04:00.123 +0000', 'invalid-timestamp'],
  ['ISO-8601', '2025-08-25T06:04:00Z', 'invalid-timestamp'],
  ['a month in another language', '25/Août/2025:06:04:00 +0000', 'invalid-timestamp'],
  ['no time at all', '-', 'invalid-timestamp'],
  ['year 1', '01/Jan/0001:00:00:00 +0000', 'timestamp-out-of-range'],
  ['year 10000', '01/Jan/10000:00:00:00 +0000', 'timestamp-out-of-range'],
  ['the second before 1970', '31/Dec/1969:23:59:59 +0000', 'timestamp-out-of-range'],
  ['the second after 2105', '01/Jan/2106:00:00:00 +0000', 'timestamp-out-of-range'],
];

const extras: readonly Case[] = [
  ['a number behind combined', `${combined} 0.123`, but(isCombined, { attributes: { extra: '0.123' } })],
  ['quoted text behind combined', `${combined} "id=1" 7`, but(isCombined, { attributes: { extra: '"id=1" 7' } })],
  ['a number behind common', `${common} 0.5`, but(isCommon, { attributes: { extra: '0.5' } })],
  ['one header of two', `${common} "-"`, but(isCommon, { attributes: { extra: '"-"' } })],
  ['headers without quotes', `${common} - -`, but(isCommon, { attributes: { extra: '- -' } })],
  ['a last quote that is never closed', `${common} "-" "Mozilla/5.0`, but(isCommon, { attributes: { extra: '"-" "Mozilla/5.0' } })],
  ['a quote too many', `${combined}"`, but(isCommon, { attributes: { extra: `${headers}"` } })],
  ['text stuck to the last quote', `${combined}x`, but(isCommon, { attributes: { extra: `${headers}x` } })],
  ['a space behind common', `${common} `, isCommon],
  ['a space behind combined', `${combined} `, isCombined],
  ['three spaces, all but the first one', `${common}   `, but(isCommon, { attributes: { extra: '  ' } })],
  ['extra text behind a virtual host with an ident', `example.com:80 ${combined.replace('- -', 'idt -')} x`, but(isCombined, { format: 'vhost_combined', attributes: { vhost: 'example.com:80', ident: 'idt', extra: 'x' } })],
];

const rejected: readonly Case[] = [
  ...[5, 20, 38, client.length, client.length + 8, client.length + get.length].map(
    (length): Case => [`a line that is cut at character ${length}`, combined.slice(0, length), 'unrecognized-format'],
  ),
  ['a line that is cut behind the status', `${client} ${get} 200`, 'unrecognized-format'],
  ['a request that is never closed', `${client} "GET / HTTP/1.1 200 5`, 'unrecognized-format'],
  ['a request without quotes', `${client} GET / HTTP/1.1 200 5`, 'unrecognized-format'],
  ['a time without brackets', combined.replace(/[[\]]/gu, ''), 'unrecognized-format'],
  ['a status of four digits', `${client} ${get} 2000 5`, 'unrecognized-format'],
  ['a status in quotes', `${client} ${get} "200" 5`, 'unrecognized-format'],
  ['a negative size', `${client} ${get} 200 -5`, 'unrecognized-format'],
  ['a size with a fraction', `${client} ${get} 200 1.5`, 'unrecognized-format'],
  ['a size with text behind it', `${client} ${get} 200 5x`, 'unrecognized-format'],
  ['two spaces', combined.replace(' - -', '  - -'), 'unrecognized-format'],
  ['a space before it', ` ${combined}`, 'unrecognized-format'],
  ['a user with a bare quote', combined.replace('- -', '- a"b'), 'unrecognized-format'],
  ['a container prefix', `web-1  | ${combined}`, 'unrecognized-format'],
  ['a syslog line', 'Aug 25 06:04:00 host sshd[1]: Accepted publickey', 'unrecognized-format'],
  ['a NUL byte', combined.replace('Mozilla', '\0'), 'nul-byte'],
  ['bytes that are not UTF-8', Buffer.from(combined.replace('Mozilla', 'é'), 'latin1'), 'invalid-utf8'],
];

/** What is to become of a line; the row is compared whole. */
const outcome = (line: string | Uint8Array, expected: Readonly<Record<string, unknown>> | string): object =>
  typeof expected === 'string'
    ? { reason: expected, rawHex: Buffer.from(line).toString('hex') }
    : { reason: '', detail: null, formatTried: 'access', rawHex: '', row: expected };

const tables: readonly [string, readonly Case[]][] = [
  ['reads the format', formats],
  ['reads', clients],
  ['reads a request with', requests],
  ['reads', numbers],
  ['reads a time of', times.map(([title, time, timestamp]): Case => [title, at(time), { ...isCommon, timestamp }])],
  ['rejects a time of', badTimes.map(([title, time, reason]): Case => [title, at(time), reason])],
  ['keeps', extras],
  ['rejects', rejected],
];

describe.each([
  ['by splitting first', true],
  ['by the pattern alone', false],
])('%s', (_, splitFirst) => {
  describe.each(tables)('%s', (_, cases) => {
    let parsed: readonly ParsedLine[];

    beforeAll(async () => {
      parsed = await parseLines(cases.map(([, text]) => text), { splitFirst });
    });

    test.each(cases.map(([title, text, expected], index) => ({ title, text, expected, index })))('$title', ({ text, expected, index }) => {
      expect(parsed[index]).toEqual(expect.objectContaining(outcome(text, expected)));
    });
  });
});

test('formats are decided line by line', async () => {
  const lines = [combined, '{"time":1756101840,"msg":"a"}', common, 'prose', `example.com:80 ${common}`];
  const parsed = await parseLines(lines);

  expect(parsed.map(({ row, reason }) => row['format'] ?? reason)).toEqual(['combined', 'json', 'common', 'unrecognized-format', 'vhost_common']);
});
