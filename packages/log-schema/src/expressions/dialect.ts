/** The SQL dialects that expressions, parse plans and aggregations are compiled to. */
export type DialectName = 'clickhouse' | 'spark';

/** The text of an operation for each dialect that has it, made from the text of its arguments. */
export type OperationForms = Readonly<Partial<Record<DialectName, (...args: string[]) => string>>>;

/** What differs between dialects besides operations. */
export interface Dialect {
  readonly name: DialectName;
  /** Quotes an identifier. */
  readonly identifier: (name: string) => string;
  /** Quotes text, escapes included. */
  readonly text: (value: string) => string;
  /** A list of texts. */
  readonly textList: (values: readonly string[]) => string;
}
