import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonApplication, type JsonField, type MemberReading } from './json-application.ts';
import { levelSpellings } from './log-level.ts';
import type { Binding, FormatPlan } from './parse-plan.ts';
import { jsonTimeBindings } from './time-plan.ts';

const fields: [column: string, field: JsonField][] = Object.entries(jsonApplication.fields);
const columnNames = fields.map(([column]) => column);
/** Other names of a column, with the names that go before each. */
const otherNames = fields.flatMap(([column, { names }]) =>
  names.slice(1).map((name, at) => ({ column, name, earlier: names.slice(0, at + 1) })),
);
const knownNames = fields.flatMap(([, { names }]) => names);

const members = ref('json_members');
const named = ref('json_named');
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

const columnBinding = (column: string): string => `json_${column}`;

/** Whether none of the names that go before one has a value in the line. */
const isFirst = (earlier: readonly string[]): Expression =>
  call('isNull', call('coalesce', ...earlier.map((other) => call('member', some, other)), null));

/**
 * Puts every member under the name of its column. Lines in which two members would get one name, a few at most, go the long
 * way: the best name that has a value wins, and the others keep their own.
 */
function namingBindings(): Binding[] {
  const hasRepeats = ref('json_has_repeats');
  const withoutNulls = call('filterMembers', some, call('not', call('and', call('isNull', value), call('oneOf', key, ...knownNames))));
  const bestName = call(
    'choose',
    ...otherNames.flatMap(({ column, name, earlier }) => [
      call('and', call('equals', key, name), isFirst(earlier)),
      literal(column),
    ]),
    key,
  );
  return [
    {
      name: 'json_names',
      expression: call('renamedKeys', members, otherNames.map(({ name }) => name), otherNames.map(({ column }) => column)),
    },
    { name: 'json_has_repeats', expression: call('hasRepeats', ref('json_names')) },
    { name: 'json_settled', expression: call('forSome', hasRepeats, members, call('renameMembers', withoutNulls, bestName)) },
    {
      name: 'json_named',
      expression: call('when', hasRepeats, ref('json_settled'), call('withKeys', ref('json_names'), members)),
    },
  ];
}

/**
 * What no column holds: members of other names, and values that are not of their column's kind. The latter are looked for only
 * in lines that have some, among the members as they were written, so that they keep their names.
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
    call('and', call('isNotNull', call('member', named, column)), call('isNull', ref(columnBinding(column)))),
  );
  const isLeftOver = call('and', call('isNotNull', value), call('or', ...unreadable, ...shadowed));
  return [
    { name: 'json_has_unreadable', expression: call('or', ...lineHasUnreadable) },
    { name: 'json_unknown', expression: call('filterMembers', named, call('not', call('oneOf', key, ...columnNames))) },
    {
      name: 'json_unnamed',
      expression: call(
        'forSome',
        ref('json_has_unreadable'),
        members,
        call('filterMembers', some, call('or', call('not', call('oneOf', key, ...knownNames)), isLeftOver)),
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
      { name: 'json_time_text', expression: call('member', named, 'timestamp') },
      ...jsonTimeBindings('json_time', ref('json_time_text')),
      ...columns.map(([column, { reading }]) => ({
        name: columnBinding(column),
        expression: readings[reading](call('member', named, column)),
      })),
      ...attributeBindings(),
    ],
    columns: Object.fromEntries(columns.map(([column]) => [column, ref(columnBinding(column))])),
    timeText: ref('json_time_text'),
    time: ref('json_time'),
    label: literal(jsonApplication.name),
    family: literal(jsonApplication.name),
    attributes: call('when', ref('json_has_unreadable'), ref('json_unnamed'), ref('json_unknown')),
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [call('and', ref('json_has_repeats'), call('hasRepeatedKeys', members)), 'duplicate-key'],
      [call('isNull', ref('json_time_text')), 'missing-timestamp'],
    ],
  };
}
