import { logicalTypes, type Columns, type Table } from '@logex/log-schema';
import { columnUnknown, valueNotForType } from '../errors.ts';
import { attributeNode } from '../nodes/attribute-node.ts';
import { bucketNode, type BucketSpan } from '../nodes/bucket-node.ts';
import { columnNode, type ColumnNode } from '../nodes/column-node.ts';
import type { ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { logicNode } from '../nodes/logic-node.ts';
import { numberNode } from '../nodes/number-node.ts';
import type { TermNode } from '../nodes/term-node.ts';
import type { ValueType } from '../values/value-type.ts';
import { comparison } from './comparison.ts';
import { withDayCondition } from './day-condition.ts';
import type { NullOperator, OperandFor, OperatorFor } from './operators.ts';
import type { ColumnName, NullableNames, TypeIn, ValueIn } from './scope-types.ts';
import { timeRange, type TimeRange } from './time-range.ts';
import { term, type Term } from './term.ts';

/** Terms and conditions on single rows of one table. */
export class RowExpressions<C extends Columns> {
  readonly #table: Table<C>;

  constructor(table: Table<C>) {
    this.#table = table;
  }

  /** A column, to be selected under another name. */
  column<Name extends ColumnName<C>>(name: Name): Term<ValueIn<C, Name>> {
    return term(columnNode(name), this.typeOf(name));
  }

  /** An entry of a dictionary column, `attributes` unless named; null where the row has none. */
  attribute(name: string, column: string = 'attributes'): Term<string | null> {
    const type = this.typeOf(column);
    if (type.name !== logicalTypes.dictionary.name) throw columnUnknown(this.#table.name, column, this.#dictionaries());
    return term(attributeNode(column, name), logicalTypes.text);
  }

  /** An entry of a dictionary column as a number; null where the row has none, or where it is no number. */
  attributeNumber(name: string, column: string = 'attributes'): Term<number | null> {
    this.attribute(name, column);
    return term(numberNode(attributeNode(column, name)), logicalTypes.double);
  }

  /** Begin of the span of time (UTC) that a timestamp lies in. */
  timeBucket(span: BucketSpan, column: string = 'timestamp'): Term<string> {
    const type = this.typeOf(column);
    if (type.name !== logicalTypes.timestamp.name) throw valueNotForType('timeBucket', 'a column of timestamps', column);
    return term(bucketNode(column, span), logicalTypes.timestamp);
  }

  /** A condition on a column or a term. One on the moment of a row filters its partition day too. */
  compare<Name extends ColumnName<C>, O extends OperatorFor<ValueIn<C, Name>, TypeIn<C, Name>>>(
    left: Name, operator: O, value: OperandFor<ValueIn<C, Name>, O>,
  ): ConditionNode;
  compare(left: NullableNames<C>, operator: NullOperator): ConditionNode;
  compare<Value, O extends OperatorFor<Value>>(left: Term<Value>, operator: O, value: OperandFor<Value, O>): ConditionNode;
  compare(left: Term<unknown>, operator: NullOperator): ConditionNode;
  compare(left: string | Term<unknown>, operator: string, value?: unknown): ConditionNode {
    const subject = typeof left === 'string' ? left : 'term';
    const side = typeof left === 'string' ? { node: columnNode(left), type: this.typeOf(left) } : left;
    return withDayCondition(this.#table, comparison(subject, side as Term<unknown>, operator as ComparisonOperator, value));
  }

  /** Rows of a range of time, as a condition: to count them apart from others. It gives a query no range. */
  inTimeRange(range: TimeRange): ConditionNode {
    return timeRange(this.#table, range);
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

  /** Node and type of a column by its name, or of a term. */
  protected source(of: string | Term<unknown>): { readonly node: TermNode; readonly type: ValueType<never> } {
    return typeof of === 'string' ? { node: this.#column(of), type: this.typeOf(of) } : { node: of.node, type: of.type as ValueType<never> };
  }

  /** Type of a column. */
  protected typeOf(name: string): ValueType<never> {
    const column = Object.hasOwn(this.#table.columns, name) ? this.#table.columns[name] : undefined;
    if (column === undefined) throw columnUnknown(this.#table.name, name, Object.keys(this.#table.columns));
    return column.type as ValueType<unknown> as never;
  }

  #column(name: string): ColumnNode {
    this.typeOf(name);
    return columnNode(name);
  }

  #dictionaries(): string[] {
    const { name } = logicalTypes.dictionary;
    return Object.entries(this.#table.columns).flatMap(([column, { type }]) => (type.name === name ? [column] : []));
  }
}
