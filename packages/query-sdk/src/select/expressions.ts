import { logicalTypes, type Columns, type Table } from '@logex/log-schema';
import { columnUnknown, valueNotForType } from '../errors.ts';
import { aggregateNode } from '../nodes/aggregate-node.ts';
import { attributeNode } from '../nodes/attribute-node.ts';
import { bucketNode, type BucketSpan } from '../nodes/bucket-node.ts';
import { columnNode } from '../nodes/column-node.ts';
import type { ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { logicNode } from '../nodes/logic-node.ts';
import { parameterNode } from '../nodes/parameter-node.ts';
import { countType, type ValueType } from '../values/value-type.ts';
import { comparison } from './comparison.ts';
import type { NullOperator, OperandFor, OperatorFor } from './operators.ts';
import type { ColumnName, NamesOf, NullableNames, TypeIn, ValueIn } from './scope-types.ts';
import { term, type Term } from './term.ts';

/** Sum of a column: exact for integers, a double for doubles; null where no row has a value. */
export type SumOf<Value> = Value extends bigint ? bigint | null : number extends Value ? bigint | number | null : never;

/** Terms and conditions over the columns of one table. Handed to the callbacks of `select` and `where`. */
export class Expressions<C extends Columns> {
  readonly #table: Table<C>;

  constructor(table: Table<C>) {
    this.#table = table;
  }

  /** A column, to be selected under another name. */
  column<Name extends ColumnName<C>>(name: Name): Term<ValueIn<C, Name>> {
    return term(columnNode(name), this.#typeOf(name));
  }

  /** An entry of a dictionary column, `attributes` unless named; null where the row has none. */
  attribute(name: string, column: string = 'attributes'): Term<string | null> {
    const type = this.#typeOf(column);
    if (type.name !== logicalTypes.dictionary.name) throw columnUnknown(this.#table.name, column, this.#dictionaries());
    return term(attributeNode(column, name), logicalTypes.text);
  }

  /** Begin of the minute, hour or day (UTC) that a timestamp lies in. */
  timeBucket(span: BucketSpan, column: string = 'timestamp'): Term<string> {
    const type = this.#typeOf(column);
    if (type.name !== logicalTypes.timestamp.name) throw valueNotForType('timeBucket', 'a column of timestamps', column);
    return term(bucketNode(column, span), logicalTypes.timestamp);
  }

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
  countDistinct(name: ColumnName<C>): Term<number> {
    return term(aggregateNode('countDistinct', this.#column(name)), countType);
  }

  /** Sum; null where no row has a value. Whole numbers add up in 64 bits. */
  sum<Name extends NamesOf<C, number | bigint>>(name: Name): Term<SumOf<NonNullable<ValueIn<C, Name>>>> {
    const { name: type } = this.#typeOf(name);
    const sumType: ValueType<unknown> = type === logicalTypes.double.name ? logicalTypes.double : logicalTypes.long;
    return term<unknown>(aggregateNode('sum', this.#column(name)), sumType as never) as never;
  }

  /** Average; null where no row has a value. */
  avg(name: NamesOf<C, number | bigint>): Term<number | null> {
    return term(aggregateNode('average', this.#column(name)), logicalTypes.double);
  }

  /** Least value; null where no row has one. */
  min<Name extends NamesOf<C, string | number | bigint>>(name: Name): Term<ValueIn<C, Name> | null> {
    return term(aggregateNode('minimum', this.#column(name)), this.#typeOf(name));
  }

  /** Greatest value; null where no row has one. */
  max<Name extends NamesOf<C, string | number | bigint>>(name: Name): Term<ValueIn<C, Name> | null> {
    return term(aggregateNode('maximum', this.#column(name)), this.#typeOf(name));
  }

  /** Approximate quantile, `level` from 0 to 1; null where no row has a value. */
  quantile(level: number, name: NamesOf<C, number | bigint>): Term<number | null> {
    if (!(level >= 0 && level <= 1)) throw valueNotForType('quantile', 'a level from 0 to 1', level);
    return term(aggregateNode('quantile', parameterNode('Float64', level), this.#column(name)), logicalTypes.double);
  }

  /** Some value of the group that is not null; null where there is none. */
  any<Name extends NamesOf<C, string | number | bigint | boolean>>(name: Name): Term<ValueIn<C, Name> | null> {
    return term(aggregateNode('any', this.#column(name)), this.#typeOf(name));
  }

  /** Value of `name` in the row where `by` is greatest, rows without either left out. */
  valueAtMax<Name extends NamesOf<C, string | number | bigint | boolean>>(
    name: Name,
    by: NamesOf<C, string | number | bigint>,
  ): Term<ValueIn<C, Name> | null> {
    return term(aggregateNode('valueAtMaximum', this.#column(name), this.#column(by)), this.#typeOf(name));
  }

  /** A condition on a column or a term. */
  compare<Name extends ColumnName<C>, O extends OperatorFor<ValueIn<C, Name>, TypeIn<C, Name>>>(
    left: Name, operator: O, value: OperandFor<ValueIn<C, Name>, O>,
  ): ConditionNode;
  compare(left: NullableNames<C>, operator: NullOperator): ConditionNode;
  compare<Value, O extends OperatorFor<Value>>(left: Term<Value>, operator: O, value: OperandFor<Value, O>): ConditionNode;
  compare(left: Term<unknown>, operator: NullOperator): ConditionNode;
  compare(left: string | Term<unknown>, operator: string, value?: unknown): ConditionNode {
    const subject = typeof left === 'string' ? left : 'term';
    const side = typeof left === 'string' ? { node: columnNode(left), type: this.#typeOf(left) } : left;
    return comparison(subject, side as Term<unknown>, operator as ComparisonOperator, value);
  }

  /** All of the conditions. */
  and(...conditions: ConditionNode[]): ConditionNode {
    return logicNode('and', ...conditions);
  }

  /** At least one of the conditions. */
  or(...conditions: ConditionNode[]): ConditionNode {
    return logicNode('or', ...conditions);
  }

  /** The opposite; of a condition on null it is unknown too, as in SQL. */
  not(condition: ConditionNode): ConditionNode {
    return logicNode('not', condition);
  }

  #column(name: string) {
    this.#typeOf(name);
    return columnNode(name);
  }

  #typeOf(name: string): ValueType<never> {
    const column = Object.hasOwn(this.#table.columns, name) ? this.#table.columns[name] : undefined;
    if (column === undefined) throw columnUnknown(this.#table.name, name, Object.keys(this.#table.columns));
    return column.type as ValueType<unknown> as never;
  }

  #dictionaries(): string[] {
    const { name } = logicalTypes.dictionary;
    return Object.entries(this.#table.columns).flatMap(([column, { type }]) => (type.name === name ? [column] : []));
  }
}
