import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { accessLog, accessLogGroups, accessLogPattern, plainAccessGroups, plainAccessPattern, shapePatterns } from './access-log.ts';
import type { Binding, FormatPlan } from './parse-plan.ts';

const group = (name: string): Expression => call('element', ref('access_groups'), accessLogGroups.indexOf(name) + 1);

/** Resolves `\"` and `\\`. */
const unescaped = (value: Expression): Expression =>
  call('replaceAll', call('replaceAll', value, '\\"', '"'), '\\\\', '\\');

/** The value of the split reading where it holds, else that of the pattern. */
const either = (split: Expression, pattern: Expression): Expression =>
  call('when', ref('access_is_split'), split, pattern);

const isNotSplit = call('not', ref('access_is_split'));
const quote = (index: number): Expression => call('element', ref('access_quotes'), index);
const head = (index: number): Expression => call('element', ref('access_head'), call('add', index, ref('access_shift')));
const tail = (index: number): Expression => call('element', call('split', quote(3), ' '), index);
const absentDash = (value: Expression): Expression => call('nullIf', value, '-');

/**
 * Reads a line of the plain shape by splitting it at quotes and spaces. It holds only for lines that the pattern reads
 * in the same way: no backslash, the right number of quotes and spaces, a time that exists.
 */
function splitBindings(): Binding[] {
  const quotes = call('listSize', ref('access_quotes'));
  const tokens = call('listSize', ref('access_head'));
  const tailPattern = `^ (?:${shapePatterns.status}) (?:${shapePatterns.size}) ?\\z`;
  const tailHasSpace = call('endsWith', quote(3), ' ');
  return [
    { name: 'access_quotes', expression: call('split', ref('access_text'), '"') },
    { name: 'access_head', expression: call('split', quote(1), ' ') },
    { name: 'access_shift', expression: call('asNumber', call('equals', tokens, 7)) },
    {
      name: 'access_split_time_text',
      expression: call('concat', call('sliceFrom', head(4), 2), ' ', call('slice', head(5), 1, 5)),
    },
    { name: 'access_split_time', expression: call('clfTimestamp', ref('access_split_time_text')) },
    {
      name: 'access_split_has_headers',
      expression: call('equals', quotes, 7),
    },
    {
      name: 'access_is_split',
      expression: call(
        'and',
        call('isNotNull', ref('access_split_time')),
        call(
          'or',
          call('and', call('equals', quotes, 3), call('not', tailHasSpace)),
          call('and', ref('access_split_has_headers'), tailHasSpace, call('equals', quote(5), ' '), call('oneOf', quote(7), '', '\r')),
        ),
        call(
          'or',
          call('equals', tokens, 6),
          call('and', call('equals', tokens, 7), call('matches', call('element', ref('access_head'), 1), `^${shapePatterns['host-port']}\\z`)),
        ),
        ...[1, 2, 3].map((index) => call('notEquals', head(index), '')),
        call('equals', head(6), ''),
        call('startsWith', head(4), '['),
        call('endsWith', head(5), ']'),
        call('equals', call('textLength', head(5)), 6),
        call('matches', quote(3), tailPattern),
        call('not', call('startsWith', ref('access_text'), '{')),
        call('not', call('startsWith', ref('access_text'), '\uFEFF')),
        call('not', call('contains', ref('access_text'), '\\')),
      ),
    },
  ];
}

/** Splits the request line `GET /path?query HTTP/1.1`; a target may hold spaces, and HTTP/0.9 has no version. */
function requestBindings(): Binding[] {
  const request = ref('access_request');
  const parts = ref('access_request_parts');
  const count = call('listSize', parts);
  const method = call('element', parts, 1);
  const last = call('element', parts, -1);
  const target = ref('access_target');
  const queryAt = ref('access_query_at');
  return [
    { name: 'access_request_parts', expression: call('split', request, ' ') },
    {
      name: 'access_is_http',
      expression: call(
        'and',
        call('matches', method, '^[A-Za-z][A-Za-z_-]*\\z'),
        call(
          'or',
          call('and', call('atLeast', count, 3), call('startsWith', last, 'HTTP/')),
          call('and', call('equals', count, 2), call('not', call('startsWith', last, 'HTTP/'))),
        ),
      ),
    },
    {
      name: 'access_target',
      expression: call(
        'when',
        call('atMost', count, 3),
        call('element', parts, 2),
        call(
          'slice',
          request,
          call('add', call('textLength', method), 2),
          call('subtract', call('textLength', request), call('textLength', method), call('textLength', last), 2),
        ),
      ),
    },
    { name: 'access_query_at', expression: call('position', target, '?') },
    {
      name: 'access_path',
      expression: call('when', call('greater', queryAt, 0), call('slice', target, 1, call('subtract', queryAt, 1)), target),
    },
  ];
}

/**
 * How a line is read: `split` at quotes and spaces, which holds for lines of the plain shape only (`access_is_split`), by the
 * `pattern`, or by the pattern where splitting does not hold.
 */
export type AccessReading = 'split' | 'pattern' | 'split-first';

const choices: Readonly<Record<AccessReading, (split: Expression, pattern: Expression) => Expression>> = {
  split: (split) => split,
  pattern: (_split, pattern) => pattern,
  'split-first': either,
};

const readingBindings: Readonly<Record<AccessReading, () => Binding[]>> = {
  split: splitBindings,
  pattern: () => [{ name: 'access_groups', expression: call('groups', call('stripLine', true, ref('access_text')), accessLogPattern) }],
  'split-first': () => [
    ...splitBindings(),
    { name: 'access_groups', expression: call('groupsForSome', isNotSplit, call('stripLine', isNotSplit, ref('access_text')), accessLogPattern) },
  ],
};

/** Compiles {@link accessLog}. `text` is the line, empty where it is JSON. */
export function accessPlan(text: Expression, reading: AccessReading): FormatPlan {
  const choose = choices[reading];
  const has = (split: Expression, name: string): Expression => choose(split, call('notEquals', group(name), ''));
  const header = (index: number, name: string): Expression =>
    call('when', ref('access_has_headers'), absentDash(choose(quote(index), unescaped(group(name)))), null);
  const isHttp = ref('access_is_http');
  const queryAt = ref('access_query_at');
  const parts = ref('access_request_parts');
  const sizeText = ref('access_size_text');
  const { names } = accessLog;
  const vhost = ref('access_vhost');
  return {
    bindings: [
      { name: 'access_text', expression: text },
      ...readingBindings[reading](),
      {
        name: 'access_is_matched',
        expression: choose(literal(true), call('greater', call('listSize', ref('access_groups')), 0)),
      },
      { name: 'access_has_headers', expression: has(ref('access_split_has_headers'), 'headers') },
      {
        name: 'access_vhost',
        expression: choose(
          call('when', call('equals', ref('access_shift'), 1), call('element', ref('access_head'), 1), ''),
          group('vhost'),
        ),
      },
      { name: 'access_time_text', expression: choose(ref('access_split_time_text'), group('time')) },
      { name: 'access_time', expression: choose(ref('access_split_time'), call('clfTimestamp', group('time'))) },
      { name: 'access_request', expression: choose(quote(2), unescaped(group('request'))) },
      ...requestBindings(),
      { name: 'access_size_text', expression: choose(tail(3), group('response_size')) },
      { name: 'access_size', expression: call('toLong', sizeText) },
      { name: 'access_ident', expression: choose(head(2), group('ident')) },
      { name: 'access_extra', expression: choose(literal(''), group('extra')) },
      {
        name: 'access_has_attributes',
        expression: call(
          'and',
          ref('access_is_matched'),
          call(
            'or',
            call('notEquals', vhost, ''),
            call('notEquals', ref('access_ident'), '-'),
            call('notEquals', ref('access_extra'), ''),
            call('and', call('isNull', ref('access_size')), call('notEquals', sizeText, '-')),
          ),
        ),
      },
    ],
    columns: {
      message: call(
        'when',
        call('and', ref('access_is_matched'), call('not', isHttp)),
        call('nullIf', absentDash(ref('access_request')), ''),
        null,
      ),
      ip_address: call('when', ref('access_is_matched'), choose(head(1), group('ip_address')), null),
      remote_user: call('when', ref('access_is_matched'), absentDash(choose(head(3), group('remote_user'))), null),
      http_method: call('when', isHttp, call('element', parts, 1), null),
      http_path: call('when', isHttp, ref('access_path'), null),
      http_query: call(
        'when',
        call('and', isHttp, call('greater', queryAt, 0)),
        call('sliceFrom', ref('access_target'), call('add', queryAt, 1)),
        null,
      ),
      http_version: call(
        'when',
        call('and', isHttp, call('atLeast', call('listSize', parts), 3)),
        call('sliceFrom', call('element', parts, -1), 6),
        null,
      ),
      http_status: call('toInteger', choose(tail(2), group('http_status'))),
      response_size: ref('access_size'),
      referer: header(4, 'referer'),
      user_agent: header(6, 'user_agent'),
    },
    timeText: ref('access_time_text'),
    time: ref('access_time'),
    label: call(
      'when',
      call('equals', vhost, ''),
      call('when', ref('access_has_headers'), names.combined, names.common),
      call('when', ref('access_has_headers'), names.vhostCombined, names.vhostCommon),
    ),
    family: literal(accessLog.family),
    attributes: call(
      'when',
      ref('access_has_attributes'),
      call(
        'presentMembers',
        'vhost',
        call('nullIf', vhost, ''),
        'ident',
        absentDash(ref('access_ident')),
        'extra',
        call('nullIf', ref('access_extra'), ''),
        'response_size',
        call('when', call('isNull', ref('access_size')), absentDash(sizeText), null),
      ),
      call('emptyMap'),
    ),
    rejections: [[call('not', ref('access_is_matched')), 'unrecognized-format']],
  };
}

/**
 * {@link accessPlan} for lines that {@link plainAccessPattern} reads, with a size that fits: `isPlain` tells which those are. `text` is the line,
 * empty where it is JSON.
 */
export function plainAccessPlan(text: Expression): FormatPlan & { readonly isPlain: Expression } {
  const groups = ref('access_groups');
  const part = (name: (typeof plainAccessGroups)[number]): Expression => call('element', groups, plainAccessGroups.indexOf(name) + 1);
  const hasHeaders = call('notEquals', part('headers'), '');
  const size = ref('access_size');
  const header = (name: 'referer' | 'user_agent'): Expression => call('when', hasHeaders, absentDash(part(name)), null);
  const { names } = accessLog;
  return {
    bindings: [
      { name: 'access_groups', expression: call('groups', text, plainAccessPattern) },
      { name: 'access_time', expression: call('clfTimestamp', part('time')) },
      { name: 'access_size', expression: call('toLong', part('response_size')) },
    ],
    columns: {
      ip_address: part('ip_address'),
      remote_user: absentDash(part('remote_user')),
      http_method: part('http_method'),
      http_path: part('http_path'),
      http_query: call('when', call('notEquals', part('query_mark'), ''), part('http_query'), null),
      http_version: part('http_version'),
      http_status: call('toInteger', part('http_status')),
      response_size: size,
      referer: header('referer'),
      user_agent: header('user_agent'),
    },
    timeText: part('time'),
    time: ref('access_time'),
    label: call('when', hasHeaders, names.combined, names.common),
    family: literal(accessLog.family),
    attributes: call('emptyMap'),
    rejections: [],
    isPlain: call('and', call('greater', call('listSize', groups), 0), call('or', call('isNotNull', size), call('equals', part('response_size'), '-'))),
  };
}
