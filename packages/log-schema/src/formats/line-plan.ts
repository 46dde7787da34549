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

/** What is wrong with a line in any format. */
const lineFaults: readonly Fault[] = [
  [ref('is_too_long'), 'line-too-long'],
  [call('not', ref('is_utf8')), 'invalid-utf8'],
  [ref('has_nul'), 'nul-byte'],
  [ref('is_blank'), 'blank-line'],
];

type Fault = readonly [condition: Expression, reason: string];

function lineBindings(maxLineBytes: number, faults: readonly Fault[]): Binding[] {
  const line = ref('line');
  return [
    { name: 'is_too_long', expression: call('greater', call('byteLength', line), maxLineBytes) },
    { name: 'is_utf8', expression: call('isUtf8', line) },
    { name: 'has_nul', expression: call('contains', line, '\0') },
    { name: 'is_blank', expression: call('matches', line, '^\uFEFF?[ \\t]*\\r?\\z') },
    { name: 'is_usable', expression: call('not', call('or', ...faults.map(([condition]) => condition))) },
    { name: 'usable', expression: call('stripLine', ref('is_usable'), line) },
  ];
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
  const usable = ref('usable');
  const { family } = options;
  const ofFamily = {
    json: () => jsonPlan(usable),
    access: () => accessPlan(usable, splitFirst),
    both: () => eitherFormat(jsonPlan(call('when', ref('is_json'), usable, '')), accessPlan(call('when', ref('is_json'), '', usable), splitFirst)),
  };
  const format = ofFamily[family ?? 'both']();
  const preFaults: Fault[] = [
    ...(family ? [[call('not', familyCondition(family, ref('line'))), otherFamily] as const] : []),
    ...lineFaults,
  ];
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
      ...lineBindings(maxLineBytes, preFaults),
      ...(family ? [] : [{ name: 'is_json', expression: call('matches', usable, jsonStart) }]),
      ...format.bindings,
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
