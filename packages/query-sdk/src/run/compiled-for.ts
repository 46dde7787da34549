import { compileSelect } from '../compile/compile-select.ts';
import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import { queryNotScoped, rangeMissing } from '../errors.ts';
import type { Query } from '../query.ts';
import { SelectQuery } from '../select/select-query.ts';

/**
 * The text and values of a query as a client runs it: with a range of time, and within its scope.
 *
 * @throws LogexError `query/range-missing`, `query/query-not-scoped`, and what compiling throws (usage).
 */
export function compiledFor(query: Query<unknown>, options: CompileOptions): CompiledQuery {
  if (query.rangeMissing !== undefined) throw rangeMissing(query.rangeMissing);
  if (options.scope === undefined) return query.compile(options);
  if (!(query instanceof SelectQuery)) throw queryNotScoped();
  // The node, and not the query's own compile: what a subclass makes of it is unknown.
  return compileSelect(query.node, options);
}
