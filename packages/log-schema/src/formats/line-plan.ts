import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { accessPlan } from './access-plan.ts';
import { jsonFieldsPlan } from './json-fields-plan.ts';
import { jsonPlan } from './json-plan.ts';
import type { Binding, FormatPlan, ParsePlan, ParsePlanOptions } from './parse-plan.ts';
import { endDay, farYearPattern, firstDay } from './time-plan.ts';

/** Version of the log formats: raised with every change that reads some line in another way. */
export const parserVersion = '1';

/** Longest line that is parsed unless told otherwise: 1 MiB. */
export const defaultMaxLineBytes = 1024 * 1024;

/** Columns that the job fills: where a row comes from, and the partition. */
export const provenanceColumns = ['ingest_file', 'ingest_line', 'ingest_batch', 'ingested_at', 'partition_date'] as const;

const jsonStart = '^[ \\t]*\\{';

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

/** The plans of the two families, as a dialect is best served. */
interface FamilyPlans {
  readonly json: (text: Expression) => FormatPlan;
  readonly access: (text: Expression) => FormatPlan;
}

function familyPlans({ dialect = 'clickhouse', splitFirst = dialect === 'clickhouse' }: ParsePlanOptions): FamilyPlans {
  return {
    json: dialect === 'clickhouse' ? jsonPlan : jsonFieldsPlan,
    access: (text) => accessPlan(text, splitFirst ? 'split-first' : 'pattern'),
  };
}

const usable: Binding = { name: 'usable', expression: call('stripLine', ref('is_usable'), line) };

/** What is asked of every line before it is read. */
const screening = (maxLineBytes: number): Binding[] => [
  { name: 'is_too_long', expression: call('greater', call('byteLength', line), maxLineBytes) },
  { name: 'is_utf8', expression: call('isUtf8', line) },
  { name: 'has_nul', expression: call('contains', line, '\0') },
  { name: 'is_blank', expression: call('matches', line, blankPattern) },
  isUsable,
];

/** Reads a line as JSON or as an access log line. */
function anyFormat(plans: FamilyPlans): FormatPlan {
  const isJson = ref('is_json');
  const json = plans.json(call('when', isJson, ref('usable'), ''));
  const access = plans.access(call('when', call('and', ref('is_usable'), call('not', isJson)), line, ''));
  const either = eitherFormat(json, access);
  return { ...either, bindings: [usable, { name: 'is_json', expression: call('matches', ref('usable'), jsonStart) }, ...either.bindings] };
}

/** Whether a line begins as a JSON object; false for none. */
const beginsAsJson = call(
  'coalesce',
  call(
    'or',
    call('startsWith', call('trimStart', line, ' \t'), '{'),
    call('and', call('startsWith', line, '\uFEFF'), call('matches', line, `^\uFEFF${jsonStart.slice(1)}`)),
  ),
  false,
);

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

/** Values of all columns of `logs` that a line gives. */
export function logsColumns(format: FormatPlan, time: Expression): Readonly<Record<string, Expression>> {
  const own: Readonly<Record<string, Expression>> = { timestamp: time, attributes: format.attributes, format: format.label };
  const parsed = Object.keys(logs.columns).filter((name) => !(provenanceColumns as readonly string[]).includes(name));
  return Object.fromEntries(parsed.map((name) => [name, own[name] ?? format.columns[name] ?? literal(null)]));
}

/**
 * The plan that reads any line: the first character decides between JSON and access log, line by line. Nothing is dropped and
 * nothing invented: a line is a row of `logs`, or it has a reason.
 */
export function linePlan(options: ParsePlanOptions = {}): ParsePlan {
  return planOf(anyFormat(familyPlans(options)), options);
}

/**
 * The plans of the two families, for engines that are better served by less at a time: lines that begin as a JSON object, and all
 * others. Every line is for one of them, and the rows are those of {@link linePlan}.
 */
export function familyLinePlans(options: ParsePlanOptions = {}): readonly ParsePlan[] {
  const plans = familyPlans(options);
  const json = plans.json(ref('usable'));
  const access = plans.access(call('when', ref('is_usable'), line, ''));
  return [
    { ...planOf({ ...json, bindings: [usable, ...json.bindings] }, options), lines: beginsAsJson },
    { ...planOf(access, options), lines: call('not', beginsAsJson) },
  ];
}

function planOf(format: FormatPlan, { maxLineBytes = defaultMaxLineBytes }: ParsePlanOptions): ParsePlan {
  const time = ref('time');
  const timeText = ref('time_text');
  const faults: Fault[] = [
    ...lineFaults,
    ...format.rejections,
    [call('matches', ref('unread_time'), farYearPattern), 'timestamp-out-of-range'],
    [call('isNull', time), 'invalid-timestamp'],
    [call('not', call('inDays', time, firstDay, endDay)), 'timestamp-out-of-range'],
  ];
  return {
    version: parserVersion,
    bindings: [
      ...screening(maxLineBytes),
      ...format.bindings,
      { name: 'time', expression: format.time },
      { name: 'time_text', expression: call('coalesce', format.timeText, '') },
      { name: 'unread_time', expression: call('when', call('isNull', time), timeText, '') },
      { name: 'reason', expression: call('choose', ...faults.flat(), '') },
    ],
    columns: logsColumns(format, time),
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
