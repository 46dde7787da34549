import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonApplication, type JsonField, type MemberReading } from './json-application.ts';
import { levelSpellings } from './log-level.ts';
import type { Binding, FormatPlan } from './parse-plan.ts';
import { jsonTimeBindings } from './time-plan.ts';

const fields: [string, JsonField][] = Object.entries(jsonApplication.fields);
const knownNames = fields.flatMap(([, field]) => field.names);
const members = ref('json_members');

const readings: Readonly<Record<MemberReading, (text: Expression) => Expression>> = {
  text: (value) => value,
  integer: (value) => call('toInteger', value),
  long: (value) => call('toLong', value),
  level: (value) =>
    call(
      'when',
      call('oneOf', call('slice', value, 1, 1), '{', '['),
      null,
      call('replaceValue', call('upper', value), Object.keys(levelSpellings), Object.values(levelSpellings)),
    ),
  timestamp: () => ref('json_time'),
};

const memberText = (field: JsonField): Expression => {
  const candidates = field.names.map((name) => call('member', members, name));
  const [only] = candidates;
  return candidates.length === 1 && only ? only : call('coalesce', ...candidates);
};

const columnName = (column: string): string => `json_${column}`;

const key = ref('key');
const value = ref('value');
const some = ref('some');
const isUnknown = call('not', call('oneOf', key, ...knownNames));

/** Whether a member that a column is named for fills none: an earlier spelling did, or its text cannot be read as the column asks. */
function isLeftover(): Expression {
  const shadowed = fields.flatMap(([, { names }]) =>
    names.slice(1).map((name, at) =>
      call(
        'and',
        call('equals', key, name),
        call('isNotNull', call('coalesce', ...names.slice(0, at + 1).map((earlier) => call('member', some, earlier)), null)),
      ),
    ),
  );
  const unreadable = fields
    .filter(([, { reading }]) => reading !== 'text' && reading !== 'timestamp')
    .map(([, { names, reading }]) =>
      call('and', call('oneOf', key, ...names), call('isNull', readings[reading](value))),
    );
  return call('and', call('isNotNull', value), call('or', ...shadowed, ...unreadable));
}

/**
 * What no column holds: members of other names, a second spelling of one field, and values of another kind than the
 * column's. The last two are looked for only in lines where the counts say that there are some.
 */
function attributeBindings(): Binding[] {
  const filled = fields.map(([column]) => call('asNumber', call('isNotNull', ref(columnName(column)))));
  return [
    { name: 'json_unknown', expression: call('filterMembers', members, isUnknown) },
    {
      name: 'json_has_leftovers',
      expression: call(
        'notEquals',
        call('subtract', call('mapSize', members), call('mapSize', ref('json_unknown'))),
        call('add', ...filled),
      ),
    },
    {
      name: 'json_unnamed',
      expression: call(
        'forSome',
        ref('json_has_leftovers'),
        members,
        call('filterMembers', some, call('or', isUnknown, isLeftover())),
      ),
    },
  ];
}

/** Compiles {@link jsonApplication}: the object is read once, and every column is looked up in it. */
export function jsonPlan(): FormatPlan {
  const [, timestampField] = fields.find(([column]) => column === 'timestamp') ?? ['', { names: [], reading: 'text' }];
  const columns = fields.filter(([column]) => column !== 'timestamp');
  return {
    bindings: [
      { name: 'json_text', expression: call('when', ref('is_json'), ref('usable'), '') },
      { name: 'json_members', expression: call('jsonMembers', ref('json_text')) },
      { name: 'json_is_empty', expression: call('equals', call('mapSize', members), 0) },
      {
        name: 'json_is_valid',
        expression: call(
          'or',
          call('not', ref('json_is_empty')),
          call('isJson', call('when', ref('json_is_empty'), ref('json_text'), '')),
        ),
      },
      { name: 'json_time_text', expression: memberText(timestampField) },
      ...jsonTimeBindings('json_time', ref('json_time_text')),
      { name: 'json_timestamp', expression: ref('json_time') },
      ...columns.map(([column, field]) => ({
        name: columnName(column),
        expression: readings[field.reading](memberText(field)),
      })),
      ...attributeBindings(),
    ],
    columns: Object.fromEntries(columns.map(([column]) => [column, ref(columnName(column))])),
    timeText: ref('json_time_text'),
    time: ref('json_time'),
    label: literal(jsonApplication.name),
    attributes: call('when', ref('json_has_leftovers'), ref('json_unnamed'), ref('json_unknown')),
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [call('hasRepeatedKeys', members), 'duplicate-key'],
      [call('isNull', ref('json_time_text')), 'missing-timestamp'],
    ],
  };
}
