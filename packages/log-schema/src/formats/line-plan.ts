import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { accessPlan } from './access-plan.ts';
import { jsonPlan } from './json-plan.ts';
import type { Binding, FormatFamily, FormatPlan, ParsePlan, ParsePlanOptions } from './parse-plan.ts';
import { endDay, farYearPattern, firstDay } from './time-plan.ts';

/** Version of the log formats: raised with every change that reads some line in another way. */
export const parserVersion = '1';

/** Longest line that is parsed unless told otherwise: 1 MiB. */
export const defaultMaxLineBytes = 1024 * 1024;

/** Columns that the job fills: where a row comes from, and the partition. */
export const provenanceColumns = ['ingest_file', 'ingest_line', 'ingest_batch', 'ingested_at', 'partition_date'] as const;

const jsonStart = '^[ \\t]*\\{';

/** Lines that a plan of one family reads: those that begin as a JSON object does, and all others. */
export function familyCondition(family: FormatFamily, line: Expression): Expression {
  const beginsAsJson = call('matches', line, `^\uFEFF?${jsonStart.slice(1)}`);
  return family === 'json' ? beginsAsJson : call('not', beginsAsJson);
}

/** Verdict of a plan of one family on a line of the other: it is not read yet, the plan of its own family reads it. */
export const otherFamily = '@other-family';

type Fault = readonly [condition: Expression, reason: string];

const line = ref('line');
const blankPattern = '^\uFEFF?[ \\t]*\\r?\\z';

/** What is wrong with a line in any format. */
const lineFaults: readonly Fault[] = [
  [ref('is_too_long'), 'line-too-long'],
  [call('not', ref('is_utf8')), 'invalid-utf8'],
  [ref('has_nul'), 'nul-byte'],
  [ref('is_blank'), 'blank-line'],
];

const isUsable: Binding = { name: 'is_usable', expression: call('not', call('or', ...lineFaults.map(([condition]) => condition))) };

/** What comes before and behind the bindings of a format, and the faults that go before its own. */
interface Screening {
  readonly format: FormatPlan;
  readonly before: readonly Binding[];
  readonly behind: readonly Binding[];
  readonly faults: readonly Fault[];
}

/** Looks at every line before it is read, and decides between the formats. */
function screenFirst(tooLong: Binding, splitFirst: boolean): Screening {
  const isJson = ref('is_json');
  const usable = ref('usable');
  const json = jsonPlan(call('when', isJson, usable, ''));
  const access = accessPlan(call('when', call('and', ref('is_usable'), call('not', isJson)), line, ''), splitFirst);
  return {
    format: eitherFormat(json, access),
    before: [
      tooLong,
      { name: 'is_utf8', expression: call('isUtf8', line) },
      { name: 'has_nul', expression: call('contains', line, '\0') },
      { name: 'is_blank', expression: call('matches', line, blankPattern) },
      isUsable,
      { name: 'usable', expression: call('stripLine', ref('is_usable'), line) },
      { name: 'is_json', expression: call('matches', usable, jsonStart) },
    ],
    behind: [],
    faults: lineFaults,
  };
}

/** Reads every line as one of a family, and looks closer only at those that could not be read so. */
function readFirst(tooLong: Binding, family: FormatFamily, splitFirst: boolean): Screening {
  const suspect = ref('is_suspect');
  const probe = ref('probe');
  const format = family === 'json' ? jsonPlan(line) : accessPlan(line, splitFirst);
  return {
    format,
    before: [tooLong],
    behind: [
      { name: 'is_suspect', expression: call('or', ref('is_too_long'), call('not', format.isRead)) },
      { name: 'probe', expression: call('when', suspect, line, '') },
      { name: 'is_other', expression: call('and', suspect, call('not', familyCondition(family, probe))) },
      { name: 'is_utf8', expression: call('isUtf8', probe) },
      { name: 'has_nul', expression: call('contains', probe, '\0') },
      { name: 'is_blank', expression: call('and', suspect, call('matches', probe, blankPattern)) },
      isUsable,
    ],
    faults: [[ref('is_other'), otherFamily], ...lineFaults],
  };
}

/** Two formats as one: the first for lines that are JSON, the second for the others. */
function eitherFormat(json: FormatPlan, access: FormatPlan): FormatPlan {
  const isJson = ref('is_json');
  const either = (ofJson: Expression, ofAccess: Expression): Expression => call('when', isJson, ofJson, ofAccess);
  const names = new Set([...Object.keys(json.columns), ...Object.keys(access.columns)]);
  const column = (name: string): Expression => {
    const [first, second] = [json.columns[name], access.columns[name]];
    return first && second ? call('coalesce', first, second) : (first ?? second ?? literal(null));
  };
  return {
    bindings: [...json.bindings, ...access.bindings],
    columns: Object.fromEntries([...names].map((name) => [name, column(name)])),
    timeText: either(json.timeText, access.timeText),
    time: either(json.time, access.time),
    label: either(json.label, access.label),
    family: either(json.family, access.family),
    attributes: either(json.attributes, access.attributes),
    isRead: either(json.isRead, access.isRead),
    rejections: [
      ...json.rejections.map(([when, reason]) => [call('and', isJson, when), reason] as const),
      ...access.rejections.map(([when, reason]) => [call('and', call('not', isJson), when), reason] as const),
    ],
  };
}

/**
 * The plan that reads any line, or any line of one family: the first character decides between JSON and access log, line by
 * line. Nothing is dropped and nothing invented: a line is a row of `logs`, or it has a reason.
 */
export function linePlan(options: ParsePlanOptions = {}): ParsePlan {
  const maxLineBytes = options.maxLineBytes ?? defaultMaxLineBytes;
  const splitFirst = options.splitFirst ?? true;
  const tooLong: Binding = { name: 'is_too_long', expression: call('greater', call('byteLength', line), maxLineBytes) };
  const { family } = options;
  const { format, before, behind, faults: preFaults } = family ? readFirst(tooLong, family, splitFirst) : screenFirst(tooLong, splitFirst);
  const time = ref('time');
  const timeText = ref('time_text');
  const faults: Fault[] = [
    ...preFaults,
    ...format.rejections,
    [call('matches', ref('unread_time'), farYearPattern), 'timestamp-out-of-range'],
    [call('isNull', time), 'invalid-timestamp'],
    [call('not', call('inDays', time, firstDay, endDay)), 'timestamp-out-of-range'],
  ];
  const parsed = Object.keys(logs.columns).filter((name) => !(provenanceColumns as readonly string[]).includes(name));
  const own: Readonly<Record<string, Expression>> = { timestamp: time, attributes: format.attributes, format: format.label };
  return {
    version: parserVersion,
    bindings: [
      ...before,
      ...format.bindings,
      ...behind,
      { name: 'time', expression: format.time },
      { name: 'time_text', expression: call('coalesce', format.timeText, '') },
      { name: 'unread_time', expression: call('when', call('isNull', time), timeText, '') },
      { name: 'reason', expression: call('choose', ...faults.flat(), '') },
    ],
    columns: Object.fromEntries(parsed.map((name) => [name, own[name] ?? format.columns[name] ?? literal(null)])),
    reason: ref('reason'),
    detail: call(
      'choose',
      call('oneOf', ref('reason'), 'invalid-timestamp', 'timestamp-out-of-range'),
      call('slice', timeText, 1, 200),
      ref('is_too_long'),
      call('concat', call('toText', call('byteLength', ref('line'))), ' bytes'),
      null,
    ),
    formatTried: call('when', ref('is_usable'), format.family, null),
  };
}
