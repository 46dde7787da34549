import { logicalTypes, type Columns } from '@logex/log-schema';
import { valueNotForType } from '../errors.ts';
import { aggregateNode, type AggregateFunction } from '../nodes/aggregate-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { parameterNode, type ParameterNode } from '../nodes/parameter-node.ts';
import { countType, listType, type ValueType } from '../values/value-type.ts';
import { RowExpressions } from './row-expressions.ts';
import type { ColumnName, NamesOf, ValueIn } from './scope-types.ts';
import { term, type Term } from './term.ts';

/** Sum of a column: exact for integers, a double for doubles; null where no row has a value. */
export type SumOf<Value> = Value extends bigint ? bigint | null : number extends Value ? bigint | number | null : never;

type NumberTerm = Term<number | null>;

/** Terms and conditions over the columns of one table, aggregates too. Handed to the callbacks of `select`, `where` and `having`. */
export class Expressions<C extends Columns> extends RowExpressions<C> {
  /** Rows of the group. */
  count(): Term<number> {
    return term(aggregateNode('count'), countType);
  }

  /** Rows of the group that meet a condition. */
  countIf(condition: ConditionNode): Term<number> {
    return term(aggregateNode('countIf', condition), countType);
  }

  /** Share of rows that meet a condition, 0 to 1; null where there are no rows. */
  share(condition: ConditionNode): Term<number | null> {
    return term(aggregateNode('share', condition), logicalTypes.double);
  }

  /** Different values, null apart, counted exactly. */
  countDistinct(of: ColumnName<C> | Term<unknown>): Term<number> {
    return term(aggregateNode('countDistinct', this.source(of).node), countType);
  }

  /** Different values, null apart, within some percent: for millions of them in little memory. */
  countDistinctRoughly(of: ColumnName<C> | Term<unknown>): Term<number> {
    return term(aggregateNode('countDistinctRoughly', this.source(of).node), countType);
  }

  /** Sum; null where no row has a value. Whole numbers add up in 64 bits. */
  sum<Name extends NamesOf<C, number | bigint>>(of: Name): Term<SumOf<NonNullable<ValueIn<C, Name>>>>;
  sum(of: NumberTerm): Term<number | null>;
  sum(of: string | Term<unknown>): never {
    const { node, type } = this.source(of);
    const sumType: ValueType<unknown> = type.name === logicalTypes.double.name ? logicalTypes.double : logicalTypes.long;
    return term<unknown>(aggregateNode('sum', node), sumType as never) as never;
  }

  /** Average; null where no row has a value. */
  avg(of: NamesOf<C, number | bigint> | NumberTerm): Term<number | null> {
    return this.#same('average', of, logicalTypes.double);
  }

  /** Least value; null where no row has one. */
  min<Name extends NamesOf<C, string | number | bigint>>(of: Name): Term<ValueIn<C, Name> | null>;
  min<Value>(of: Term<Value>): Term<Value | null>;
  min(of: string | Term<unknown>): never {
    return this.#same('minimum', of) as never;
  }

  /** Greatest value; null where no row has one. */
  max<Name extends NamesOf<C, string | number | bigint>>(of: Name): Term<ValueIn<C, Name> | null>;
  max<Value>(of: Term<Value>): Term<Value | null>;
  max(of: string | Term<unknown>): never {
    return this.#same('maximum', of) as never;
  }

  /** Approximate quantile, `level` from 0 to 1; null where no row has a value. */
  quantile(level: number, of: NamesOf<C, number | bigint> | NumberTerm): Term<number | null> {
    return term(aggregateNode('quantile', levelNode(level), this.source(of).node), logicalTypes.double);
  }

  /** Several approximate quantiles in one pass, in the order of `levels`; each is null where no row has a value. */
  quantiles(levels: readonly number[], of: NamesOf<C, number | bigint> | NumberTerm): Term<readonly (number | null)[]> {
    if (levels.length === 0) throw valueNotForType('quantiles', 'one level or more', levels);
    return term(aggregateNode('quantiles', this.source(of).node, ...levels.map(levelNode)), listType<number>(logicalTypes.double));
  }

  /** The most frequent values, approximately, most frequent first; null is none of them. */
  topValues<Name extends NamesOf<C, string | number | bigint>>(count: number, of: Name): Term<readonly NonNullable<ValueIn<C, Name>>[]>;
  topValues<Value>(count: number, of: Term<Value>): Term<readonly NonNullable<Value>[]>;
  topValues(count: number, of: string | Term<unknown>): never {
    if (!Number.isSafeInteger(count) || count < 1 || count > 65_536) throw valueNotForType('topValues', 'a whole number from 1 to 65536', count);
    const { node, type } = this.source(of);
    return term(aggregateNode('topValues', parameterNode('UInt64', count), node), listType(type)) as never;
  }

  /** Some value of the group that is not null; null where there is none. */
  any<Name extends NamesOf<C, string | number | bigint | boolean>>(of: Name): Term<ValueIn<C, Name> | null>;
  any<Value>(of: Term<Value>): Term<Value | null>;
  any(of: string | Term<unknown>): never {
    return this.#same('any', of) as never;
  }

  /** Value of `of` in the row where `by` is greatest, rows without either left out. */
  valueAtMax<Name extends NamesOf<C, string | number | bigint | boolean>>(
    of: Name,
    by: NamesOf<C, string | number | bigint>,
  ): Term<ValueIn<C, Name> | null> {
    const { node, type } = this.source(of);
    return term(aggregateNode('valueAtMaximum', node, this.source(by).node), type);
  }

  /** One aggregate divided by another; null where the divisor is zero. */
  ratio(part: Term<number>, whole: Term<number>): Term<number | null> {
    return term(aggregateNode('ratio', part.node, whole.node), logicalTypes.double);
  }

  #same<Value>(name: AggregateFunction, of: string | Term<unknown>, as?: ValueType<NonNullable<Value>>): Term<Value> {
    const { node, type } = this.source(of);
    return term<Value>(aggregateNode(name, node), as ?? type);
  }
}

function levelNode(level: number): ParameterNode {
  if (!(level >= 0 && level <= 1)) throw valueNotForType('quantile', 'a level from 0 to 1', level);
  return parameterNode('Float64', level);
}
