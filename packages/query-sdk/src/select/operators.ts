/** Operators for every comparable type. */
export type EqualityOperator = '=' | '!=' | 'in' | 'not in';

/** Operators for types with an order. */
export type OrderOperator = '<' | '<=' | '>' | '>=' | 'between';

/**
 * Operators for text. `like` knows `%` and `_`; the others take their value as it is. `contains-any` takes a list and is the same
 * for upper and lower case; `has-token` takes one word of letters and digits, and is much cheaper than `contains`.
 */
export type TextOperator =
  | 'like' | 'not like' | 'contains' | 'contains-ignore-case' | 'contains-any' | 'starts-with' | 'has-token' | 'has-token-ignore-case';

/** Tests for null; they take no value. */
export type NullOperator = 'is null' | 'is not null';

/**
 * Operators that fit a value of a logical type; none fits a dictionary, whose entries are compared through `attribute`. A time
 * is text in a row, and is not searched like text.
 */
export type OperatorFor<Value, Type extends string = 'text'> =
  NonNullable<Value> extends string
    ? EqualityOperator | OrderOperator | (Type extends 'timestamp' | 'date' ? never : TextOperator)
  : NonNullable<Value> extends number | bigint ? EqualityOperator | OrderOperator
  : NonNullable<Value> extends boolean ? EqualityOperator
  : never;

/** A 64-bit column takes whole numbers too. */
type Comparable<Value> = NonNullable<Value> extends bigint ? bigint | number : NonNullable<Value>;

/** What stands on the right of an operator. Null never does: a comparison with null is neither true nor false. */
export type OperandFor<Value, Operator> =
  Operator extends 'in' | 'not in' | 'contains-any' ? readonly Comparable<Value>[]
  : Operator extends 'between' ? readonly [low: Comparable<Value>, high: Comparable<Value>]
  : Comparable<Value>;
