import { clickhouseTarget } from '@logex/log-schema';
import { tableNotScoped } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { CompileOptions } from './compiled-query.ts';

const { quoteIdentifier, hotTierNames } = clickhouseTarget;

/** What a table is known by, whatever tier it is read from. */
export interface TableName {
  readonly namespace: string;
  readonly name: string;
}

/** Full name of the relation that a table is read from. */
export function sourceRelation({ namespace, name }: TableName, { database, tier = 'cold', hotTables = ['logs'] }: CompileOptions): string {
  const relation = tier !== 'cold' && hotTables.includes(name) ? hotTierNames(name)[tier] : name;
  return `${quoteIdentifier(database ?? namespace)}.${quoteIdentifier(relation)}`;
}

/**
 * Conditions that the scope of a client puts on a table; none without a scope.
 *
 * @throws LogexError `query/table-not-scoped` (usage) for a table that the scope does not name.
 */
export function scopeConditions({ namespace, name }: TableName, { scope }: CompileOptions): readonly ConditionNode[] {
  if (scope === undefined) return [];
  const conditions = scope.get(`${namespace}.${name}`);
  if (conditions === undefined) throw tableNotScoped(name, [...scope.keys()]);
  return conditions;
}
