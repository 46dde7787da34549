import type { z } from 'zod';

/** Field ids of the parts of a nested type, handed out by the column that uses it. */
export type NestedFieldIds = readonly number[];

/**
 * An Iceberg type as it stands in schema JSON: a primitive name, or an object for a nested type.
 * Source: Iceberg specification, appendix C, "Schemas".
 */
export type IcebergType =
  | string
  | {
      readonly type: 'map';
      readonly 'key-id': number;
      readonly key: IcebergType;
      readonly 'value-id': number;
      readonly 'value-required': boolean;
      readonly value: IcebergType;
    };

/**
 * A type of the log schema, and its own form in every target. Nothing outside `types/` branches on a type:
 * what a target needs to know is a property here.
 *
 * @typeParam Value - what a row carries in TypeScript.
 * @typeParam Name - name of the type.
 */
export interface LogicalType<Value, Name extends string = string> {
  /** Name in documentation, in errors, and where a library tells types of one value apart, such as text and timestamp. */
  readonly name: Name;
  /** One sentence on what it holds, units included. */
  readonly doc: string;
  /** How many field ids a column of this type needs besides its own. */
  readonly nestedFields: number;
  /** Type in Iceberg schema JSON. */
  readonly iceberg: (nested: NestedFieldIds) => IcebergType;
  /** Type in Spark DDL. */
  readonly spark: string;
  /** Type in ClickHouse DDL, without `Nullable`. */
  readonly clickhouse: string;
  /** Whether ClickHouse takes `Nullable(…)` around the type. */
  readonly clickhouseNullable: boolean;
  /** Compression codec of a column in a MergeTree table. */
  readonly clickhouseCodec: string;
  /** Whether a table may be partitioned or ordered by a column of this type. */
  readonly comparable: boolean;
  /** Validator of one value; its output type is `Value`. */
  readonly zod: z.ZodType<Value>;
  /** Turns what ClickHouse sends in JSON (64-bit integers quoted, times in ISO form) into `Value`; absent where they are the same. */
  readonly decode?: (wire: never) => Value;
}

/** What a row carries for a logical type. */
export type ValueOf<Type> = Type extends LogicalType<infer Value> ? Value : never;
