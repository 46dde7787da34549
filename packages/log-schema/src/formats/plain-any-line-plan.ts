import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { plainAccessPlan } from './access-plan.ts';
import { plainJsonFieldsPlan } from './json-fields-plan.ts';
import { defaultMaxLineBytes, logsColumns, parserVersion } from './line-plan.ts';
import type { FormatPlan, ParsePlan } from './parse-plan.ts';
import { unreadLine } from './plain-line-plan.ts';
import { endDay, firstDay } from './time-plan.ts';

const line = ref('line');

/** Two formats as one: the first for lines that are JSON, the second for the others. */
function ofEither(json: FormatPlan, access: FormatPlan): FormatPlan {
  const either = (ofJson: Expression, ofAccess: Expression): Expression => call('when', ref('is_json'), ofJson, ofAccess);
  const names = new Set([...Object.keys(json.columns), ...Object.keys(access.columns)]);
  return {
    bindings: [...json.bindings, ...access.bindings],
    columns: Object.fromEntries([...names].map((name) => [name, either(json.columns[name] ?? literal(null), access.columns[name] ?? literal(null))])),
    timeText: either(json.timeText, access.timeText),
    time: either(json.time, access.time),
    label: either(json.label, access.label),
    family: either(json.family, access.family),
    attributes: either(json.attributes, access.attributes),
    rejections: [],
  };
}

/**
 * A plan for most lines of any file: it reads those of both families that have a plain shape and nothing wrong with them, as the plan of any line
 * does, and the others get the verdict {@link unreadLine}. For engines that evaluate only the branch of a choice that is taken.
 */
export function plainAnyLinePlan({ maxLineBytes = defaultMaxLineBytes }: { readonly maxLineBytes?: number } = {}): ParsePlan {
  const isJson = ref('is_json');
  const json = plainJsonFieldsPlan(call('when', isJson, line, ''));
  const access = plainAccessPlan(call('when', isJson, '', line));
  const format = ofEither(json, access);
  const time = ref('time');
  const isRead = call(
    'and',
    call('atMost', call('byteLength', line), maxLineBytes),
    // What is read as JSON is text.
    call('when', isJson, json.isPlain, call('and', access.isPlain, call('isText', line))),
    call('isNotNull', time),
    call('inDays', time, firstDay, endDay),
  );
  return {
    version: parserVersion,
    bindings: [
      { name: 'is_json', expression: call('startsWith', line, '{') },
      ...format.bindings,
      { name: 'time', expression: format.time },
      { name: 'reason', expression: call('when', isRead, '', unreadLine) },
    ],
    columns: logsColumns(format, time),
    reason: ref('reason'),
    detail: literal(null),
    formatTried: literal(null),
  };
}
