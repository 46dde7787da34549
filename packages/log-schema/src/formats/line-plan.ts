import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { accessLog } from './access-log.ts';
import { accessPlan } from './access-plan.ts';
import { jsonApplication } from './json-application.ts';
import { jsonPlan } from './json-plan.ts';
import type { ParsePlan, ParsePlanOptions } from './parse-plan.ts';
import { endDay, farYearPattern, firstDay } from './time-plan.ts';

/** Version of the log formats: raised with every change that reads some line in another way. */
export const parserVersion = '1';

/** Longest line that is parsed unless told otherwise: 1 MiB. */
export const defaultMaxLineBytes = 1024 * 1024;

/** Columns that the job fills: where a row comes from, and the partition. */
export const provenanceColumns = ['ingest_file', 'ingest_line', 'ingest_batch', 'ingested_at', 'partition_date'] as const;

const isJson = ref('is_json');

/**
 * The plan that reads any line: the first character decides between JSON and access log, line by line. Nothing is
 * dropped and nothing invented: a line is a row of `logs`, or it has a reason.
 */
export function linePlan(options: ParsePlanOptions = {}): ParsePlan {
  const maxLineBytes = options.maxLineBytes ?? defaultMaxLineBytes;
  const json = jsonPlan();
  const access = accessPlan(options.splitFirst ?? true);
  const byFormat = (ofJson: Expression, ofAccess: Expression): Expression => call('when', isJson, ofJson, ofAccess);
  const column = (name: string): Expression => {
    const parts = [json.columns[name], access.columns[name]].filter((part) => part !== undefined);
    const [first, second] = parts;
    return first && second ? call('coalesce', first, second) : (first ?? literal(null));
  };
  const parsed = Object.keys(logs.columns).filter((name) => !(provenanceColumns as readonly string[]).includes(name));
  const timeText = ref('time_text');
  const lineFaults: [Expression, string][] = [
    [ref('is_too_long'), 'line-too-long'],
    [call('not', ref('is_utf8')), 'invalid-utf8'],
    [ref('has_nul'), 'nul-byte'],
    [ref('is_blank'), 'blank-line'],
  ];
  const faults: [Expression, string][] = [
    ...lineFaults,
    ...json.rejections.map(([when, reason]): [Expression, string] => [call('and', isJson, when), reason]),
    ...access.rejections.map(([when, reason]): [Expression, string] => [call('and', call('not', isJson), when), reason]),
    [call('and', call('isNull', ref('time')), call('matches', timeText, farYearPattern)), 'timestamp-out-of-range'],
    [call('isNull', ref('time')), 'invalid-timestamp'],
    [call('not', call('inDays', ref('time'), firstDay, endDay)), 'timestamp-out-of-range'],
  ];
  return {
    version: parserVersion,
    bindings: [
      { name: 'stripped', expression: call('stripLine', ref('line')) },
      { name: 'is_too_long', expression: call('greater', call('byteLength', ref('line')), maxLineBytes) },
      { name: 'is_utf8', expression: call('isUtf8', ref('line')) },
      { name: 'has_nul', expression: call('contains', ref('line'), '\0') },
      { name: 'is_blank', expression: call('not', call('matches', ref('stripped'), '[^ \\t]')) },
      {
        name: 'is_usable',
        expression: call('not', call('or', ...lineFaults.map(([when]) => when))),
      },
      { name: 'usable', expression: call('when', ref('is_usable'), ref('stripped'), '') },
      { name: 'is_json', expression: call('matches', ref('usable'), '^[ \\t]*\\{') },
      ...json.bindings,
      ...access.bindings,
      { name: 'time', expression: byFormat(json.time, access.time) },
      { name: 'time_text', expression: call('coalesce', byFormat(json.timeText, access.timeText), '') },
      { name: 'reason', expression: call('choose', ...faults.flat(), '') },
    ],
    columns: Object.fromEntries(
      parsed.map((name) => {
        if (name === 'timestamp') return [name, ref('time')];
        if (name === 'attributes') return [name, byFormat(json.attributes, access.attributes)];
        if (name === 'format') return [name, byFormat(json.label, access.label)];
        return [name, column(name)];
      }),
    ),
    reason: ref('reason'),
    detail: call(
      'choose',
      call('oneOf', ref('reason'), 'invalid-timestamp', 'timestamp-out-of-range'),
      call('slice', timeText, 1, 200),
      ref('is_too_long'),
      call('concat', call('toText', call('byteLength', ref('line'))), ' bytes'),
      null,
    ),
    formatTried: call('when', ref('is_usable'), byFormat(literal(jsonApplication.name), literal(accessLog.family)), null),
  };
}



