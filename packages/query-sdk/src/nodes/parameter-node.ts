/** What a bound parameter may hold: plain values, so that a compiled query can be stored and compared. */
export type ParameterValue = string | number | bigint | boolean | readonly (string | number | bigint | boolean)[];

/** A value. It reaches the server beside the text of the query, never in it. */
export interface ParameterNode {
  readonly kind: 'parameter';
  /** ClickHouse type that the server reads it as. */
  readonly type: string;
  readonly value: ParameterValue;
}

/** A {@link ParameterNode}, frozen. */
export function parameterNode(type: string, value: ParameterValue): ParameterNode {
  return Object.freeze({ kind: 'parameter', type, value: Array.isArray(value) ? Object.freeze([...value]) : value });
}
