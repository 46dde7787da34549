import * as fc from 'fast-check';
import { jsonFields, type JsonField } from '@logex/log-schema';

const text = (parts: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { maxLength: most }).map((chosen) => chosen.join(''));

/** Mostly one of the usual texts, now and then anything that breaks a quoted or a split line. */
function mostly(...usual: readonly string[]): fc.Arbitrary<string> {
  const noise = text(['"', '\\', '\\"', ' ', '[', ']', '-', ':', '?', '] "', '" ', '200 5', '\t', '\r', '\u0085', '\u2028', '\uFEFF', 'é', '😀', 'HTTP/1.1'], 5);
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: noise });
}

const twoDigits = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((value) => String(value).padStart(2, '0'));
const year = fc.constantFrom('0001', '1969', '1970', '2024', '2025', '2105', '2106', '9999', '10000');

const apacheTime = fc
  .tuple(
    twoDigits(0, 32),
    fc.constantFrom('Jan', 'Feb', 'feb', 'AUG', 'Dec', 'Foo', '08'),
    year,
    fc.constantFrom('00:00:00', '06:04:59', '23:59:59', '23:59:60', '24:00:00', '6:04:00'),
    fc.constantFrom(' +0000', ' -0000', ' +0530', ' +1459', ' -1459', ' +1500', ' +0060', ' +02:00', ' Z', ''),
  )
  .map(([day, month, of, clock, offset]) => `${day}/${month}/${of}:${clock}${offset}`);

const isoTime = fc
  .tuple(
    year,
    twoDigits(0, 13),
    twoDigits(0, 32),
    fc.constantFrom('T', ' ', 't'),
    fc.constantFrom('00:00:00', '06:04:59', '23:59:59', '23:59:60', '24:00:00'),
    fc.constantFrom('', '', '.1', '.123', '.123456', '.999999999', '.0000001', '.', ',5', '.1234567890'),
    fc.constantFrom('', 'Z', 'z', '+00:00', '-0000', '+0530', ' +02:00', '+14:00', '-14:59', '+15:00', '+2'),
  )
  .map(([of, month, day, between, clock, fraction, zone]) => `${of}-${month}-${day}${between}${clock}${fraction}${zone}`);

const epochTime = fc.stringMatching(/^[0-9]{8,20}(?:\.[0-9]{0,20})?$/u);
const goodTime = fc.integer({ min: 1_756_000_000, max: 1_757_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString());
const anyTime = fc.oneof(apacheTime, isoTime, epochTime);

const accessLine = fc
  .tuple(
    mostly('', '', 'example.com:80 ', '[::1]:443 '),
    mostly('192.0.2.1 ', '::1 ', 'host '),
    mostly('- ', 'ident '),
    mostly('- ', 'frank ', 'Frank Doe ', '"" ', String.raw`a\"b `),
    fc.oneof({ weight: 3, arbitrary: fc.constant('25/Aug/2025:06:04:00 +0200') }, { weight: 1, arbitrary: apacheTime }).map((time) => `[${time}]`),
    mostly(' "', ' "', ' '),
    mostly('GET /a?b HTTP/1.1', 'GET /a b HTTP/1.1', '-', '', 'GET', String.raw`GET /\"x`, 'get ?', 'GET /ä😀?é HTTP/2', 'GET  HTTP/1.1', String.raw`\x16\x03\x01`),
    mostly('" ', '" ', '"'),
    mostly('200 5', '408 -', '- -', '200 99999999999999999999', '000 007', '200 +5'),
    mostly('', ' "-" "-"', ' "" ""', ' "https://example.com/" "Mozilla/5.0"', ' "a" "b', ' "a" "b" c', String.raw` "a\"" "\\"`),
    fc.constantFrom('', '', '', '\r'),
  )
  .map((parts) => parts.join(''));

const fields: readonly JsonField[] = Object.values(jsonFields);
// Node 24.21 reads a name that is one escaped character as another one, so there is none here.
const otherName = fc.string({ unit: 'grapheme', maxLength: 8 }).map((name) => (JSON.stringify(name).length === name.length + 2 ? name : `k${name}`));
const memberName = fc.oneof(fc.constantFrom(...fields.flatMap(({ names }) => names)), otherName);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
  fc.tuple(fc.stringMatching(/^-?(?:0|[1-9][0-9]{0,22})$/u), fc.constantFrom('', '.0', '.50', '.123456789012345678'), fc.constantFrom('', '', 'e5', 'E-7', 'e+20', 'e-320', 'e300', 'e400')).map((parts) => parts.join('')),
  fc.constantFrom('-', '01', '1.', '.5', '1e', '+1', 'NaN', '-Infinity', '0x1'),
);
const quoted = text(['\\u0000', '\\ud83d', '\\ude00', '\\n', '\\/', '\\x', '\\u00e9', 'a', '\\\\', '\\"', '\u0001', '\u007f', 'é', '😀', '\\u001f', '"'], 4).map((inner) => `"${inner}"`);
const member = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('"30"', '"warning"', '"ıñß"', '12', '"+12"', '" 12"', '"007"', '"{"', '2147483648', 'null', 'true', 'tru', "'a'", '{"z":1,"z":2}', '[1,]'),
  number,
  quoted,
);
const jsonLine = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: goodTime.map((time) => `"timestamp":"${time}"`) }, { weight: 1, arbitrary: anyTime.map((time) => `"ts":"${time}"`) }, { weight: 1, arbitrary: epochTime.map((time) => `"time":${time}`) }),
    fc.array(fc.tuple(fc.oneof({ weight: 8, arbitrary: memberName.map((name) => JSON.stringify(name)) }, { weight: 1, arbitrary: quoted.map((name) => name.replace('"', '"k')) }), member).map(([name, value]) => `${name}:${value}`), { maxLength: 5 }),
    fc.constantFrom('}', '}', '}', '}', '} ', '}\r', '', '}}', '} x'),
    fc.constantFrom('{', '{', '{', ' {', '\uFEFF{', '[{'),
  )
  .map(([time, members, end, begin]) => `${begin}${[time, ...members].join(',')}${end}`);

const bytes = fc.oneof(fc.uint8Array({ maxLength: 60 }), accessLine.map((line) => Buffer.from(line, 'latin1')));
const line = fc.oneof(
  { weight: 1, arbitrary: bytes },
  { weight: 3, arbitrary: accessLine.map((access) => Buffer.from(access)) },
  { weight: 4, arbitrary: jsonLine.map((json) => Buffer.from(json)) },
  { weight: 1, arbitrary: fc.tuple(jsonLine, fc.constantFrom('\0', '\u0001', '\uFEFF', '\t')).map(([json, char]) => Buffer.from(json.replace(',', `,${char}`))) },
);

/** The bytes of a line that a log may hold and nobody would write on purpose, without a line break. */
export const hostileLine: fc.Arbitrary<Buffer> = line.map((chosen) => Buffer.from(chosen.map((byte) => (byte === 0x0a ? 0x20 : byte))));
