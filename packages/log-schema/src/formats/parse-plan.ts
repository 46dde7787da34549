import type { DialectName } from '../expressions/dialect.ts';
import type { Expression } from '../expressions/expression.ts';

/** A named part of a plan, computed once for each line. */
export interface Binding {
  readonly name: string;
  readonly expression: Expression;
}

/** What a format makes of its lines: bindings in the order of their dependence, and what is read off them. */
export interface FormatPlan {
  readonly bindings: readonly Binding[];
  /** Values by column of `logs`; of a line in another format every one is null. */
  readonly columns: Readonly<Record<string, Expression>>;
  /** Text of the time, null where the line has none. */
  readonly timeText: Expression;
  readonly time: Expression;
  /** Name of the format. */
  readonly label: Expression;
  /** Name of the family, kept with rejected lines. */
  readonly family: Expression;
  /** What of the line stands in no column. */
  readonly attributes: Expression;
  /** Pairs of a condition and the reason why such a line is rejected, before its time is looked at. */
  readonly rejections: readonly (readonly [condition: Expression, reason: string])[];
}

/**
 * How one line becomes a row of `logs`, or a row of `logs_rejected`: plain data over the one input column `line`,
 * the same for every engine.
 */
export interface ParsePlan {
  /** Version of the formats, kept with every rejected line. */
  readonly version: string;
  /** Lines that the plan is for; all where it is absent. */
  readonly lines?: Expression;
  readonly bindings: readonly Binding[];
  /** Values by column of `logs`; provenance and `partition_date` are the job's. */
  readonly columns: Readonly<Record<string, Expression>>;
  /** Reason code, empty text for an accepted line. */
  readonly reason: Expression;
  /** What was seen of a rejected line, or null. */
  readonly detail: Expression;
  /** Format family that the line was tried in, or null. */
  readonly formatTried: Expression;
  /** What is kept of the bytes of a rejected line; all of them where it is absent. */
  readonly rawLine?: Expression;
}

/** A family of formats that a line can be in. */
export type FormatFamily = 'json' | 'access';

/** Options of a parse plan. */
export interface ParsePlanOptions {
  /**
   * Dialect that the plan is for: what is cheap differs between engines. The rows are the same.
   * @default 'clickhouse'
   */
  readonly dialect?: DialectName;
  /**
   * Longest line that is parsed, in bytes.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
  /**
   * Reads an access log line by splitting at quotes and spaces, and uses the regular expression only for lines that
   * fail it: several times faster where a regular expression with groups is slow (RE2). The rows are the same.
   * @default true for ClickHouse, false for Spark
   */
  readonly splitFirst?: boolean;
}
