import { call, literal, ref } from '../expressions/expression.ts';
import { plainAccessPlan } from './access-plan.ts';
import { plainJsonFieldsPlan } from './json-fields-plan.ts';
import { defaultMaxLineBytes, eitherFormat, logsColumns, parserVersion } from './line-plan.ts';
import type { ParsePlan } from './parse-plan.ts';
import { unreadLine } from './plain-line-plan.ts';
import { endDay, firstDay } from './time-plan.ts';

const line = ref('line');

/**
 * A plan for most lines of any file: it reads those of both families that have a plain shape and nothing wrong with them, as the plan of any line
 * does, and the others get the verdict {@link unreadLine}. For engines that evaluate only the branch of a choice that is taken.
 */
export function plainAnyLinePlan({ maxLineBytes = defaultMaxLineBytes }: { readonly maxLineBytes?: number } = {}): ParsePlan {
  const isJson = ref('is_json');
  const json = plainJsonFieldsPlan(call('when', isJson, line, ''));
  const access = plainAccessPlan(call('when', isJson, '', line));
  const format = eitherFormat(json, access);
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
