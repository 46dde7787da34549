import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import { jsonFields, type JsonFields } from '../formats/json-application.ts';
import type { Binding, ParsePlan } from '../formats/parse-plan.ts';
import { unreadLine } from '../formats/plain-line-plan.ts';
import { maskedExpression } from './mask-text.ts';
import { piiActions, type PiiAction } from './pii-action.ts';
import { attributePrefix, type PiiPolicy } from './pii-policy.ts';

/** Columns that a segment of an access log line gives; text behind a line may hold more of them. */
const accessColumns = ['ip_address', 'remote_user', 'http_path', 'http_query', 'referer', 'user_agent'] as const;
/** Columns whose values stand in a request line that is not HTTP. */
const requestColumns = ['http_path', 'http_query'] as const;

const actions: Readonly<Record<PiiAction, (value: Expression) => Expression>> = {
  drop: () => literal(null),
  hash: (value) => call('hashText', value),
  mask: maskedExpression,
};

const bindingOf = (column: string): string => `pii_${column}`;

/**
 * A parse plan under a policy: what it drops, hashes or masks is in no column of a row, under whatever name the line had it, nor in
 * `attributes`. Free text is not searched. Of rejected lines the bytes are not kept, nor the text of a time that cannot be read, unless the policy keeps them.
 *
 * @param plan any plan that is not under a policy yet
 */
export function applyPolicy(plan: ParsePlan, policy: PiiPolicy | undefined): ParsePlan {
  if (policy === undefined || Object.keys(policy.columns).length === 0) return plan;
  const chosen = { ...policy.columns };
  const bindings: Binding[] = [];
  const treated = (column: string, treat: (value: Expression) => Expression): Expression => {
    bindings.push({ name: bindingOf(column), expression: plan.columns[column] ?? literal(null) });
    return treat(ref(bindingOf(column)));
  };
  const ofRequest = strictest(requestColumns.map((column) => chosen[column]));
  const columns = Object.entries(plan.columns).map(([name, expression]): [string, Expression] => {
    const action = chosen[name];
    if (name === 'attributes') return [name, treated(name, (members) => treatedMembers(members, policy))];
    if (name === 'message' && (action ?? ofRequest) !== undefined) return [name, treated(name, (message) => treatedMessage(plan, message, action, ofRequest))];
    if (action === undefined) return [name, expression];
    return [name, action === 'drop' ? literal(null) : treated(name, actions[action])];
  });
  const keepsRejected = policy.rejectedLines === 'keep';
  return {
    ...plan,
    bindings: [...plan.bindings, ...bindings],
    columns: Object.fromEntries(columns),
    ...(keepsRejected
      ? {}
      : {
          rawLine: call('when', call('equals', plan.reason, unreadLine), ref('line'), ''),
          // A plan that tells nothing has a null of the right type.
          detail: plan.detail.node === 'literal' ? plan.detail : call('when', call('equals', plan.reason, 'line-too-long'), plan.detail, null),
        }),
  };
}

function strictest(found: readonly (PiiAction | undefined)[]): PiiAction | undefined {
  return piiActions.find((action) => found.includes(action));
}

/** The message of an access log line is a request line that is not HTTP: it holds what a path or a query would. */
function treatedMessage(plan: ParsePlan, message: Expression, action: PiiAction | undefined, ofRequest: PiiAction | undefined): Expression {
  const own = action === undefined ? message : actions[action](message);
  const request = strictest([action, ofRequest]);
  if (request === undefined || request === action) return own;
  return call('when', call('equals', plan.columns['format'] ?? literal(null), 'json'), own, actions[request](message));
}

/** Actions by name of a member of `attributes`: what is said of the member itself, or of the column that it could have filled. */
function memberActions({ columns }: PiiPolicy): Map<string, PiiAction> {
  const byName = new Map<string, PiiAction>();
  const fields: JsonFields = jsonFields;
  if (accessColumns.some((column) => columns[column] !== undefined)) byName.set('extra', 'drop');
  if (columns['remote_user'] !== undefined) byName.set('ident', columns['remote_user']);
  for (const [column, action] of Object.entries(columns)) {
    if (column === 'attributes' || column.startsWith(attributePrefix)) continue;
    for (const name of [column, ...(fields[column]?.names ?? [])]) byName.set(name, action);
  }
  for (const [name, action] of Object.entries(columns)) if (name.startsWith(attributePrefix)) byName.set(name.slice(attributePrefix.length), action);
  return byName;
}

function treatedMembers(members: Expression, policy: PiiPolicy): Expression {
  const byName = memberActions(policy);
  const all = policy.columns['attributes'];
  if (all === 'drop') return call('emptyMap');
  const named = (action: PiiAction): string[] => [...byName].filter(([, chosen]) => chosen === action).map(([name]) => name).sort();
  const key = ref('key');
  const value = ref('value');
  const isNamed = (names: readonly string[]): Expression => call('oneOf', key, ...names);
  const [dropped, hashed, masked] = [named('drop'), named('hash'), named('mask')];
  const kept = dropped.length === 0 ? members : call('keepMembers', members, call('not', isNamed(dropped)));
  const choices = [
    ...(hashed.length === 0 ? [] : [isNamed(hashed), actions.hash(value)]),
    ...(masked.length === 0 ? [] : [isNamed(masked), actions.mask(value)]),
  ];
  const otherwise = all === undefined ? value : actions[all](value);
  if (choices.length === 0 && all === undefined) return kept;
  return call('mapMembers', kept, choices.length === 0 ? otherwise : call('choose', ...choices, otherwise));
}
