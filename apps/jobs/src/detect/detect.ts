import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouseTarget, defaultMaxLineBytes, jsonFields, linePlan } from '@logex/log-schema';
import { openForReading } from '../engine/job-engine.ts';
import { linkParts } from '../ingest/batch-links.ts';
import { planIngest } from '../ingest/ingest-plan.ts';
import { listInputFiles } from '../inputs/input-files.ts';
import { startFolder } from '../warehouse/warehouse.ts';

/** What {@link detect} takes. */
export interface DetectOptions {
  /** Files, folders or globs. */
  readonly input: readonly string[];
  /**
   * Folder that relative paths start from.
   * @default the working directory
   */
  readonly base?: string;
  /**
   * Lines of each file that are looked at.
   * @default 100 000
   */
  readonly linesPerFile?: number;
}

/** Lines of one kind in a file. */
export interface DetectedLines {
  readonly file: string;
  /** Format of accepted lines; empty for rejected ones. */
  readonly format: string;
  /** Reason of rejected lines; empty for accepted ones. */
  readonly reason: string;
  readonly lines: number;
  /** The first of them that would be rejected, cut after 200 characters. */
  readonly example: string | null;
  /** Its number. */
  readonly exampleLine: number | null;
}

/** A JSON field that no column is named for; it goes into `attributes`. */
export interface UnknownField {
  readonly field: string;
  /** JSON types seen, most frequent first: String, Int64, Double, Bool, Object, Array, Null. */
  readonly types: readonly string[];
  readonly lines: number;
}

/** What files hold. */
export interface DetectReport {
  readonly job: 'detect';
  readonly files: number;
  readonly lines: number;
  readonly found: readonly DetectedLines[];
  readonly unknownFields: readonly UnknownField[];
  /** Files that cannot be read as lines, with what is wrong. */
  readonly faults: readonly { readonly path: string; readonly error: string }[];
}

/** Tells what formats files hold, which lines would be rejected, and which JSON fields have no column. Writes nothing. */
export async function detect(options: DetectOptions): Promise<DetectReport> {
  const input = await listInputFiles(options.input, options.base ?? startFolder, join(tmpdir(), 'logex-none'));
  const plan = await planIngest(input.files, new Map(), Number.MAX_SAFE_INTEGER);
  const folder = await mkdtemp(join(tmpdir(), 'logex-detect-'));
  const engine = await openForReading();
  const faults = [...plan.unreadable, ...plan.parts.filter((part) => part.fault).map((part) => ({ path: part.path, error: part.fault?.detail ?? '' }))];
  const found: DetectedLines[] = [];
  const fields = new Map<string, UnknownField>();
  try {
    for (const part of plan.parts.filter((each) => !each.fault)) {
      await linkParts(folder, [part], { pinned: new Set() });
      try {
        const source = `(SELECT line, _row_number + 1 AS number FROM file(${clickhouseTarget.quoteText(`${folder}/*`)}, 'LineAsString', 'line String') WHERE number <= {limit:UInt64})`;
        const parameters = { limit: options.linesPerFile ?? 100_000 };
        const kinds = await engine.rows<{ kind: string; reason: string; lines: string; example: string; example_line: string }>(kindsSql(source), parameters);
        found.push(...kinds.map((row) => ({
          file: part.path,
          format: row.kind,
          reason: row.reason,
          lines: Number(row.lines),
          example: row.reason === '' ? null : row.example,
          exampleLine: row.reason === '' ? null : Number(row.example_line),
        })));
        for (const row of await engine.rows<{ field: string; types: string[]; lines: string }>(fieldsSql(source), parameters)) {
          const seen = fields.get(row.field);
          fields.set(row.field, {
            field: row.field,
            types: [...new Set([...(seen?.types ?? []), ...row.types])],
            lines: (seen?.lines ?? 0) + Number(row.lines),
          });
        }
      } catch (error) {
        faults.push({ path: part.path, error: error instanceof Error ? error.message : String(error) });
      }
    }
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
  const unknownFields = [...fields.values()].sort((a, b) => b.lines - a.lines || (a.field < b.field ? -1 : 1));
  return { job: 'detect', files: plan.parts.length, lines: found.reduce((sum, row) => sum + row.lines, 0), found, unknownFields, faults };
}

function kindsSql(source: string): string {
  const parsed = clickhouseTarget.parseSelect(linePlan({ maxLineBytes: defaultMaxLineBytes }), { source, passThrough: { number: 'number' } });
  return `SELECT if(reason = '', format, '') AS kind, reason, count() AS lines,
      substringUTF8(toValidUTF8(argMin(raw_line, number)), 1, 200) AS example, min(number) AS example_line
    FROM (${parsed}) GROUP BY kind, reason ORDER BY lines DESC, kind, reason`;
}

function fieldsSql(source: string): string {
  const known = Object.values(jsonFields).flatMap(({ names }) => names.map((name) => clickhouseTarget.quoteText(name)));
  return `SELECT field, topK(5)(type) AS types, count() AS lines FROM (
      SELECT arrayJoin(JSONExtractKeys(line)) AS field, toString(JSONType(line, field)) AS type
      FROM ${source} WHERE startsWith(trimLeft(line), '{')
    ) WHERE field NOT IN (${known.join(', ')}) GROUP BY field ORDER BY lines DESC, field`;
}
