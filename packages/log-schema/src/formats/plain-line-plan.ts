import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { accessPlan } from './access-plan.ts';
import { plainJsonPlan } from './json-plan.ts';
import { defaultMaxLineBytes, logsColumns, parserVersion } from './line-plan.ts';
import type { FormatFamily, FormatPlan, ParsePlan } from './parse-plan.ts';
import { endDay, firstDay } from './time-plan.ts';

/** Verdict of a {@link plainLinePlan} on a line that it does not read; it is for the plan of any line. */
export const unreadLine = '@unread';

/** Options of {@link plainLinePlan}. */
export interface PlainLineOptions {
  readonly family: FormatFamily;
  /**
   * Longest line that is read, in bytes.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
}

type PlainPlan = FormatPlan & { readonly isPlain: Expression };

const line = ref('line');

const families: Readonly<Record<FormatFamily, () => PlainPlan>> = {
  json: () => plainJsonPlan(line),
  access: () => ({
    ...accessPlan(line, 'split'),
    isPlain: call('and', ref('access_is_split'), call('isUtf8', line), call('not', call('contains', line, '\0'))),
  }),
};

/**
 * A plan for most lines of most files: it reads those of a family that have its plain shape and nothing wrong with them, as the plan of any
 * line does, and spends nothing on others, which get the verdict {@link unreadLine}. For engines that evaluate every branch of a choice.
 */
export function plainLinePlan({ family, maxLineBytes = defaultMaxLineBytes }: PlainLineOptions): ParsePlan {
  const format = families[family]();
  const time = ref('time');
  const isRead = call(
    'and',
    call('atMost', call('byteLength', line), maxLineBytes),
    call('isNotNull', time),
    call('inDays', time, firstDay, endDay),
    format.isPlain,
  );
  return {
    version: parserVersion,
    bindings: [...format.bindings, { name: 'time', expression: format.time }, { name: 'reason', expression: call('when', isRead, '', unreadLine) }],
    columns: logsColumns(format, time),
    reason: ref('reason'),
    detail: literal(null),
    formatTried: format.family,
  };
}
