import { call, ref, type Expression } from '../expressions/expression.ts';
import { jsonFields, type JsonField } from './json-application.ts';
import { columnBindings, isUnreadable, jsonValues, textBinding, typedColumns } from './json-plan.ts';
import type { FormatPlan } from './parse-plan.ts';

const fields: [column: string, field: JsonField][] = Object.entries(jsonFields);
const names = fields.flatMap(([, field]) => field.names);
const columnsOfNames = fields.flatMap(([column, field]) => field.names.map(() => column));

const members = ref('json_fields');
const place = (column: string): number => 1 + fields.findIndex(([name]) => name === column);
/**
 * Compiles the JSON format for an engine with a function that reads the members of an object by their columns. The
 * rows are those of the other JSON plan. `text` is the line, anything else where it is no JSON.
 */
export function jsonFieldsPlan(text: Expression): FormatPlan {
  const leftOver = typedColumns.flatMap((column) => [
    call('fieldName', members, place(column)),
    call('when', isUnreadable(column), ref(textBinding(column)), null),
  ]);
  return {
    bindings: [
      { name: 'json_fields', expression: call('jsonFields', text, names, columnsOfNames) },
      { name: 'json_is_valid', expression: call('isNotNull', members) },
      ...columnBindings((column) => call('fieldText', members, place(column))),
      {
        name: 'json_attributes',
        expression: call(
          'when',
          call('or', ...typedColumns.map(isUnreadable)),
          call('withPresentMembers', call('otherMembers', members), ...leftOver),
          call('otherMembers', members),
        ),
      },
    ],
    ...jsonValues,
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [call('hasRepeatedNames', members), 'duplicate-key'],
      [call('isNull', ref(textBinding('timestamp'))), 'missing-timestamp'],
    ],
  };
}

/**
 * {@link jsonFieldsPlan} for lines without a name twice and without a value that is not of its column's kind: `isPlain` tells which those are.
 * `text` is the line, anything else where it is no JSON.
 */
export function plainJsonFieldsPlan(text: Expression): FormatPlan & { readonly isPlain: Expression } {
  return {
    bindings: [
      { name: 'json_fields', expression: call('jsonFields', text, names, columnsOfNames) },
      ...columnBindings((column) => call('fieldText', members, place(column))),
    ],
    ...jsonValues,
    attributes: call('otherMembers', members),
    rejections: [],
    isPlain: call('and', call('isNotNull', members), call('not', call('hasRepeatedNames', members)), ...typedColumns.map((column) => call('not', isUnreadable(column)))),
  };
}
