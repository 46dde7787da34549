import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonApplication, jsonFields, type JsonField } from './json-application.ts';
import { memberReadings } from './json-plan.ts';
import type { FormatPlan } from './parse-plan.ts';
import { jsonTimeBindings } from './time-plan.ts';

const fields: [column: string, field: JsonField][] = Object.entries(jsonFields);
const names = fields.flatMap(([, field]) => field.names);
const columnsOfNames = fields.flatMap(([column, field]) => field.names.map(() => column));

const members = ref('json_fields');
const place = (column: string): number => 1 + fields.findIndex(([name]) => name === column);
const columnBinding = (column: string): string => `json_${column}`;
const textBinding = (column: string): string => `json_${column}_text`;

/** Whether a member has a value that is not of its column's kind; it stays in `attributes`. */
const isUnreadable = (column: string): Expression =>
  call('and', call('isNotNull', ref(textBinding(column))), call('isNull', ref(columnBinding(column))));

/**
 * Compiles {@link jsonApplication} for an engine with a function that reads the members of an object by their columns. The
 * rows are those of the other JSON plan. `text` is the line, anything else where it is no JSON.
 */
export function jsonFieldsPlan(text: Expression): FormatPlan {
  const columns = fields.filter(([, { reading }]) => reading !== 'timestamp');
  const typed = columns.filter(([, { reading }]) => reading !== 'text').map(([column]) => column);
  const leftOver = typed.flatMap((column) => [
    call('fieldName', members, place(column)),
    call('when', isUnreadable(column), ref(textBinding(column)), null),
  ]);
  return {
    bindings: [
      { name: 'json_fields', expression: call('jsonFields', text, names, columnsOfNames) },
      { name: 'json_is_valid', expression: call('isNotNull', members) },
      ...fields.map(([column]) => ({ name: textBinding(column), expression: call('fieldText', members, place(column)) })),
      ...jsonTimeBindings('json_time', ref(textBinding('timestamp'))),
      ...columns.map(([column, { reading }]) => ({
        name: columnBinding(column),
        expression: memberReadings[reading](ref(textBinding(column))),
      })),
      {
        name: 'json_attributes',
        expression: call(
          'when',
          call('or', ...typed.map(isUnreadable)),
          call('withPresentMembers', call('otherMembers', members), ...leftOver),
          call('otherMembers', members),
        ),
      },
    ],
    columns: Object.fromEntries(columns.map(([column]) => [column, ref(columnBinding(column))])),
    timeText: ref(textBinding('timestamp')),
    time: ref('json_time'),
    label: literal(jsonApplication.name),
    family: literal(jsonApplication.name),
    attributes: ref('json_attributes'),
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [call('hasRepeatedNames', members), 'duplicate-key'],
      [call('isNull', ref(textBinding('timestamp'))), 'missing-timestamp'],
    ],
  };
}
