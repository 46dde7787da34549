import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonApplication, jsonFields, type JsonField, type MemberReading } from './json-application.ts';
import { levelSpellings } from './log-level.ts';
import type { Binding, FormatPlan } from './parse-plan.ts';
import { jsonTimeBindings } from './time-plan.ts';

const fields: [column: string, field: JsonField][] = Object.entries(jsonFields);
/** Other names of a column, with the names that go before each. */
const otherNames = fields.flatMap(([column, { names }]) =>
  names.slice(1).map((name, at) => ({ column, name, earlier: names.slice(0, at + 1) })),
);
const requestColumns: readonly string[] = Object.keys(jsonApplication.requestFields);
const knownNames = fields.flatMap(([, { names }]) => names);

const members = ref('json_members');
const key = ref('key');
const value = ref('value');
const some = ref('some');

const readings: Readonly<Record<MemberReading, (text: Expression) => Expression>> = {
  text: (member) => member,
  integer: (member) => call('toInteger', member),
  long: (member) => call('toLong', member),
  level: (member) =>
    call(
      'when',
      call('oneOf', call('slice', member, 1, 1), '{', '['),
      null,
      call('replaceValue', call('upper', member), Object.keys(levelSpellings), Object.values(levelSpellings)),
    ),
  timestamp: () => ref('json_time'),
};

/** Text of the member that a column is filled from. Lines without any member of a request are not searched for each of them. */
const memberOf = (column: string): Expression =>
  call('memberAt', members, ref(requestColumns.includes(column) ? 'json_request_names' : 'json_names'), column);

const columnBinding = (column: string): string => `json_${column}`;

/** Whether none of the names that go before one has a value in the line. */
const isFirst = (earlier: readonly string[]): Expression =>
  call('isNull', call('coalesce', ...earlier.map((other) => call('member', some, other)), null));

/**
 * Names every member by its column. Lines in which two members would get one name, a few at most, go the long way: the best
 * name that has a value wins, and the others keep their own.
 */
function namingBindings(): Binding[] {
  const hasRepeats = ref('json_has_repeats');
  const bestName = call(
    'choose',
    call('and', call('isNull', value), call('oneOf', key, ...knownNames)),
    '',
    ...otherNames.flatMap(({ column, name, earlier }) => [
      call('and', call('equals', key, name), isFirst(earlier)),
      literal(column),
    ]),
    key,
  );
  return [
    {
      name: 'json_column_names',
      expression: call('renamedKeys', members, otherNames.map(({ name }) => name), otherNames.map(({ column }) => column)),
    },
    { name: 'json_has_repeats', expression: call('hasRepeats', ref('json_column_names')) },
    { name: 'json_best_names', expression: call('listForSome', hasRepeats, members, call('namesOf', some, bestName)) },
    { name: 'json_names', expression: call('when', hasRepeats, ref('json_best_names'), ref('json_column_names')) },
    {
      name: 'json_request_names',
      expression: call('when', call('hasAny', ref('json_names'), requestColumns), ref('json_names'), call('emptyList')),
    },
  ];
}

/**
 * What no column holds: members of other names, second spellings of one column, and values that are not of their column's
 * kind. The last two are looked for only in lines that have some.
 */
function attributeBindings(): Binding[] {
  const typed = fields.filter(([, { reading }]) => reading !== 'text' && reading !== 'timestamp');
  const unreadable = typed.map(([, { names, reading }]) =>
    call('and', call('oneOf', key, ...names), call('isNull', readings[reading](value))),
  );
  const shadowed = otherNames.map(({ name, earlier }) =>
    call('and', call('equals', key, name), call('not', isFirst(earlier))),
  );
  const lineHasUnreadable = typed.map(([column]) =>
    call('and', call('isNotNull', memberOf(column)), call('isNull', ref(columnBinding(column)))),
  );
  const isUnknown = call('not', call('oneOf', key, ...knownNames));
  const isLeftOver = call('and', call('isNotNull', value), call('or', ...unreadable, ...shadowed));
  return [
    { name: 'json_has_leftovers', expression: call('or', ref('json_has_repeats'), ...lineHasUnreadable) },
    { name: 'json_unknown', expression: call('filterMembers', members, isUnknown) },
    {
      name: 'json_unnamed',
      expression: call(
        'forSome',
        ref('json_has_leftovers'),
        members,
        call('filterMembers', some, call('or', isUnknown, isLeftOver)),
      ),
    },
  ];
}

/**
 * Compiles {@link jsonApplication}: the object is read once, and every column is looked up in it under one name.
 * `text` is the line, empty where it is no JSON.
 */
export function jsonPlan(text: Expression): FormatPlan {
  const columns = fields.filter(([, { reading }]) => reading !== 'timestamp');
  const isEmpty = ref('json_is_empty');
  return {
    bindings: [
      { name: 'json_members', expression: call('jsonMembers', text) },
      { name: 'json_is_empty', expression: call('equals', call('mapSize', members), 0) },
      {
        name: 'json_is_valid',
        expression: call('or', call('not', isEmpty), call('isJson', call('when', isEmpty, text, ''))),
      },
      ...namingBindings(),
      { name: 'json_time_text', expression: memberOf('timestamp') },
      ...jsonTimeBindings('json_time', ref('json_time_text')),
      ...columns.map(([column, { reading }]) => ({
        name: columnBinding(column),
        expression: readings[reading](memberOf(column)),
      })),
      ...attributeBindings(),
    ],
    columns: Object.fromEntries(columns.map(([column]) => [column, ref(columnBinding(column))])),
    timeText: ref('json_time_text'),
    time: ref('json_time'),
    label: literal(jsonApplication.name),
    family: literal(jsonApplication.name),
    isRead: call('not', isEmpty),
    attributes: call('when', ref('json_has_leftovers'), ref('json_unnamed'), ref('json_unknown')),
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [call('hasRepeats', call('when', ref('json_has_repeats'), call('keys', members), call('emptyList'))), 'duplicate-key'],
      [call('isNull', ref('json_time_text')), 'missing-timestamp'],
    ],
  };
}
