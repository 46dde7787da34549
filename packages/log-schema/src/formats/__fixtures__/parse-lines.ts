import { embeddedClickHouse } from '@logex/testing';
import { clickhouseTarget, linePlan, logs, plainLinePlan, unreadLine, type FormatFamily, type ParsePlanOptions } from '../../index.ts';

/** What became of one line: the columns of `logs` that are not null, without empty attributes, or why it was rejected. */
export interface ParsedLine {
  /** Reason code; empty where the line is accepted. */
  readonly reason: string;
  /** What was seen of a rejected line. */
  readonly detail: string | null;
  /** Family that the line was tried in. */
  readonly formatTried: string | null;
  /** The bytes of a rejected line, in hex. */
  readonly rawHex: string;
  /** Values by column. */
  readonly row: Readonly<Record<string, unknown>>;
}

interface WireRow extends Readonly<Record<string, unknown>> {
  readonly reason: string;
  readonly detail: string | null;
  readonly format_tried: string | null;
  readonly raw_hex: string;
}

const table = 'parse_lines';

/** Parses lines with the real engine, in one statement; the results are in the order of the lines. */
export async function parseLines(lines: readonly (string | Uint8Array)[], options: ParsePlanOptions = {}): Promise<ParsedLine[]> {
  await store(lines);
  return parseStored(clickhouseTarget.parseSelect(linePlan(options), { source: table, passThrough: { place: 'place' } }));
}

/** Parses lines by the plain plan of a family, and those that it leaves unread by the plan of any line. */
export async function parsePlainFirst(lines: readonly (string | Uint8Array)[], family: FormatFamily): Promise<ParsedLine[]> {
  await store(lines);
  const passThrough = { place: 'place' };
  const unread = clickhouseTarget.quoteText(unreadLine);
  const plain = clickhouseTarget.parseSelect(plainLinePlan({ family }), { source: table, passThrough });
  const rest = `(SELECT * FROM ${table} WHERE place IN (SELECT place FROM (${plain}) WHERE reason = ${unread}))`;
  return parseStored(
    `SELECT * FROM (${plain}) WHERE reason != ${unread}\nUNION ALL\n${clickhouseTarget.parseSelect(linePlan(), { source: rest, passThrough })}`,
  );
}

/** Number of lines that the plain plan of a family reads. */
export async function plainCount(lines: readonly (string | Uint8Array)[], family: FormatFamily): Promise<number> {
  await store(lines);
  const plain = clickhouseTarget.parseSelect(plainLinePlan({ family }), { source: table, passThrough: { place: 'place' } });
  return (await parseStored(plain)).filter(({ reason }) => reason === '').length;
}

async function store(lines: readonly (string | Uint8Array)[]): Promise<void> {
  const client = await embeddedClickHouse();
  const columns = 'place UInt32, hex String EPHEMERAL, line String DEFAULT unhex(hex)';
  await client.command({ query: `CREATE OR REPLACE TABLE ${table} (${columns}) ENGINE = Memory` });
  const values = lines.map((line, place) => ({ place, hex: Buffer.from(line).toString('hex') }));
  await client.insert({ table, columns: ['place', 'hex'], values, format: 'JSONEachRow' });
}

async function parseStored(select: string): Promise<ParsedLine[]> {
  const client = await embeddedClickHouse();
  const result = await client.query({
    query: `SELECT * EXCEPT (raw_line), hex(raw_line) AS raw_hex FROM (${select}) ORDER BY place`,
    format: 'JSONEachRow',
    clickhouse_settings: clickhouseTarget.parseSettings,
  });
  const rows = await result.json<WireRow>();
  return rows.map(parsedLine);
}

function parsedLine(wire: WireRow): ParsedLine {
  const entries = Object.keys(logs.columns)
    .map((name): [string, unknown] => [name, wire[name]])
    .filter(([, value]) => value !== null && value !== undefined)
    .filter(([name, value]) => name !== 'attributes' || Object.keys(value as object).length > 0);
  return {
    reason: wire.reason,
    detail: wire.detail,
    formatTried: wire.format_tried,
    rawHex: wire.raw_hex.toLowerCase(),
    row: wire.reason === '' ? Object.fromEntries(entries) : {},
  };
}
