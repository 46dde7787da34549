import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonApplication, jsonFields, type JsonField, type MemberReading } from './json-application.ts';
import { levelSpellings } from './log-level.ts';
import type { Binding, FormatPlan } from './parse-plan.ts';
import { jsonTimeBindings } from './time-plan.ts';

const fields: [column: string, field: JsonField][] = Object.entries(jsonFields);
/** Names that a column goes by beside its own. */
const otherNames = fields.flatMap(([column, { names }]) => names.slice(1).map((name) => ({ column, name })));
const knownNames = fields.flatMap(([, { names }]) => names);
const columnsOfNames = fields.flatMap(([column, { names }]) => names.map(() => column));

const members = ref('json_members');
const key = ref('key');
const value = ref('value');
const some = ref('some');

/** How the text of a member becomes the value of a column. */
const memberReadings: Readonly<Record<MemberReading, (text: Expression) => Expression>> = {
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

/** Text of the member that a column is filled from, null where the line has none. */
const memberOf = (column: string): Expression => call('memberAt', members, call('placeOfLine', ref('json_names'), column));

const columnBinding = (column: string): string => `json_${column}`;
/** Name of the text of a column's member in a JSON plan. */
export const textBinding = (column: string): string => `json_${column}_text`;

/** Whether a member's name is the best one of its column that has a value in the line. */
const isBestName = call('holds', call('firstOfKinds', some, knownNames, columnsOfNames), key);

/** Names of members that would be taken for another number of lines, or for the mark that a place is found by. */
const hasOddNames = call(
  'or',
  call('notEquals', call('countOf', ref('json_own_names'), '\n'), call('add', call('mapSize', members), 1)),
  call('contains', ref('json_own_names'), '\u0001'),
);

/** Two members that one column could be filled from. */
const rivalPattern = `(?s)\n(?:${fields
  .filter(([, { names }]) => names.length > 1)
  .map(([, { names }]) => names.map((name) => name.replaceAll('.', '\\.')).join('|'))
  .map((anyOf) => `(?:${anyOf})\n(?:.*\n)?(?:${anyOf})`)
  .join('|')})\n`;

/**
 * Names every member by its column. The names of a line are one text: most lines of a file have the same, so that what is made of it is
 * made a few times only. Lines with a name twice, with two names for one column or with strange names go the long way:
 * the best name that has a value wins, and the others lose their place.
 */
function namingBindings(): Binding[] {
  const isIrregular = ref('json_is_irregular');
  const ownNames = ref('json_own_names');
  const bestName = call('when', isBestName, call('replaceValue', key, knownNames, columnsOfNames), '');
  const regular = call('fewValues', call('when', isIrregular, call('joinLines', ref('json_best_names')), ownNames));
  return [
    ...regularityBindings(),
    { name: 'json_best_names', expression: call('listForSome', isIrregular, members, call('namesOf', some, bestName)) },
    { name: 'json_names', expression: asColumns(regular) },
  ];
}

/** Joined names with every second name of a column replaced by the column. */
const asColumns = (ownNames: Expression): Expression =>
  otherNames.reduce<Expression>((names, { column, name }) => call('replaceAll', names, `\n${name}\n`, `\n${column}\n`), ownNames);

/** Whether the names of a line are found by their place among all names. */
function regularityBindings(): Binding[] {
  const ownNames = ref('json_own_names');
  return [
    { name: 'json_own_names', expression: call('fewValues', call('joinLines', call('keys', members))) },
    { name: 'json_has_repeats', expression: call('hasRepeatedKeys', members) },
    {
      name: 'json_is_irregular',
      expression: call('or', ref('json_has_repeats'), call('matches', ownNames, rivalPattern), hasOddNames),
    },
  ];
}

const valueFields = fields.filter(([, { reading }]) => reading !== 'timestamp');

/** Columns whose members may be of another kind than the column. */
export const typedColumns: readonly string[] = valueFields.filter(([, { reading }]) => reading !== 'text').map(([column]) => column);

/** Whether a member has a value that is not of its column's kind; it stays in `attributes`. */
export const isUnreadable = (column: string): Expression =>
  call('and', call('isNotNull', ref(textBinding(column))), call('isNull', ref(columnBinding(column))));

/** Values of the columns, read off their members; `memberOf` gives the text of a column's one, null where the line has none. */
export const columnBindings = (memberOf: (column: string) => Expression): Binding[] => [
  ...fields.map(([column]) => ({ name: textBinding(column), expression: memberOf(column) })),
  ...jsonTimeBindings('json_time', ref(textBinding('timestamp'))),
  ...valueFields.map(([column, { reading }]) => ({ name: columnBinding(column), expression: memberReadings[reading](ref(textBinding(column))) })),
];

/**
 * What no column holds: members of other names, second spellings of one column, and values that are not of their column's
 * kind. The last two are looked for only in lines that have some.
 */
function attributeBindings(): Binding[] {
  const typed = fields.filter(([, { reading }]) => reading !== 'text' && reading !== 'timestamp');
  const unreadable = typed.map(([, { names, reading }]) =>
    call('and', call('oneOf', key, ...names), call('isNull', memberReadings[reading](value))),
  );
  const isLeftOver = call(
    'and',
    call('isNotNull', value),
    call('oneOf', key, ...knownNames),
    call('or', call('not', isBestName), ...unreadable),
  );
  return [
    { name: 'json_has_leftovers', expression: call('or', ref('json_is_irregular'), ...typedColumns.map(isUnreadable)) },
    {
      name: 'json_leftover_names',
      expression: call('listForSome', ref('json_has_leftovers'), members, call('namesOf', some, call('when', isLeftOver, key, ''))),
    },
    {
      name: 'json_attributes',
      expression: call(
        'filterMembers',
        members,
        call('or', call('not', call('oneOf', key, ...knownNames)), call('holds', ref('json_leftover_names'), key)),
      ),
    },
  ];
}

/**
 * Compiles {@link jsonApplication}: the object is read once, and every column is looked up in it under one name.
 * `text` is the line, empty where it is no JSON.
 */
export function jsonPlan(text: Expression): FormatPlan {
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
      ...columnBindings(memberOf),
      ...attributeBindings(),
    ],
    ...jsonValues,
    rejections: [
      [call('not', ref('json_is_valid')), 'invalid-json'],
      [ref('json_has_repeats'), 'duplicate-key'],
      [call('isNull', ref(textBinding('timestamp'))), 'missing-timestamp'],
    ],
  };
}

/** What every JSON plan reads off its bindings. */
export const jsonValues: Omit<FormatPlan, 'bindings' | 'rejections'> = {
  columns: Object.fromEntries(valueFields.map(([column]) => [column, ref(columnBinding(column))])),
  timeText: ref(textBinding('timestamp')),
  time: ref('json_time'),
  label: literal(jsonApplication.name),
  family: literal(jsonApplication.name),
  attributes: ref('json_attributes'),
};

/**
 * {@link jsonPlan} for lines without a name twice, without two names for one column and without a value that is not of its
 * column's kind: `isPlain` tells which those are.
 */
export function plainJsonPlan(text: Expression): FormatPlan & { readonly isPlain: Expression } {
  return {
    bindings: [
      { name: 'json_members', expression: call('jsonMembers', text) },
      ...regularityBindings(),
      { name: 'json_names', expression: asColumns(ref('json_own_names')) },
      ...columnBindings(memberOf),
      { name: 'json_attributes', expression: call('filterMembers', members, call('not', call('oneOf', key, ...knownNames))) },
    ],
    ...jsonValues,
    rejections: [],
    isPlain: call('not', call('or', ref('json_is_irregular'), ...typedColumns.map(isUnreadable))),
  };
}
