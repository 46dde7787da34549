import type { CompileOptions } from '../compile/compiled-query.ts';
import { scopeNotAllowed, tableNotScoped } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { ScopeQuery } from '../log-client.ts';

/**
 * A scope of the conditions of some queries. Within another scope it can only become narrower: conditions are added, and tables that the outer
 * scope does not name stay closed.
 *
 * @throws LogexError `query/scope-not-allowed` for a query without conditions, or with more than conditions, `query/table-not-scoped` (usage).
 */
export function narrowedScope(outer: CompileOptions['scope'], queries: readonly ScopeQuery[]): ReadonlyMap<string, readonly ConditionNode[]> {
  const scope = new Map<string, readonly ConditionNode[]>();
  if (queries.length === 0) throw scopeNotAllowed('it names no table');
  for (const { node } of queries) {
    if (node.where.length === 0) throw scopeNotAllowed(`the query on ${node.table} has no condition`);
    if (node.where.some(({ kind }) => kind === 'time-range')) throw scopeNotAllowed(`the query on ${node.table} has a range of time`);
    const name = `${node.namespace}.${node.table}`;
    const given = outer?.get(name);
    if (outer !== undefined && given === undefined) throw tableNotScoped(node.table, [...outer.keys()]);
    scope.set(name, Object.freeze([...(scope.get(name) ?? given ?? []), ...node.where]));
  }
  return scope;
}
