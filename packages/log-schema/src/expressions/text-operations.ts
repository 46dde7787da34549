import type { OperationForms } from './dialect.ts';

/** Text. Positions count from 1; ClickHouse counts bytes and Spark characters, each consistently. */
export const textOperations = {
  /**
   * A line without a byte order mark before it and a carriage return behind it; empty where the condition fails:
   * `stripLine(condition, line)`.
   */
  stripLine: {
    clickhouse: (condition, line) =>
      `substring(${line}, 1 + 3 * startsWith(${line}, '\\xEF\\xBB\\xBF'), if(${condition}, length(${line}) - 3 * startsWith(${line}, '\\xEF\\xBB\\xBF') - endsWith(${line}, '\\r'), 0))`,
    spark: (condition, line) => `CASE WHEN NOT ${condition} THEN '' WHEN startswith(${line}, '\\uFEFF') OR endswith(${line}, '\\r') THEN regexp_replace(${line}, '^\\uFEFF|\\r\\\\z', '') ELSE ${line} END`,
  },
  /** Whether the bytes are UTF-8. */
  isUtf8: {
    clickhouse: (value) => `isValidUTF8(${value})`,
    spark: (value) => `is_utf8(${value})`,
  },
  /** Whether the bytes are UTF-8 and none of them is NUL. */
  isText: {
    spark: (value) => `is_text(${value})`,
  },
  byteLength: {
    clickhouse: (value) => `length(${value})`,
    spark: (value) => `octet_length(${value})`,
  },
  textLength: {
    clickhouse: (value) => `length(${value})`,
    spark: (value) => `length(${value})`,
  },
  contains: {
    clickhouse: (value, part) => `(position(${value}, ${part}) > 0)`,
    spark: (value, part) => `contains(${value}, ${part})`,
  },
  /** Position of the first occurrence, 0 where there is none. */
  position: {
    clickhouse: (value, part) => `position(${value}, ${part})`,
    spark: (value, part) => `instr(${value}, ${part})`,
  },
  startsWith: {
    clickhouse: (value, prefix) => `startsWith(${value}, ${prefix})`,
    spark: (value, prefix) => `startswith(${value}, ${prefix})`,
  },
  /** Text without any of the given characters before it: `trimStart(text, characters)`. */
  trimStart: { spark: (value, characters) => `trim(LEADING ${characters} FROM ${value})` },
  endsWith: {
    clickhouse: (value, suffix) => `endsWith(${value}, ${suffix})`,
    spark: (value, suffix) => `endswith(${value}, ${suffix})`,
  },
  /** Whether the pattern is found in the text; syntax that RE2 and Java read alike: `\z` for the end, not `$`. */
  matches: {
    clickhouse: (value, pattern) => `match(${value}, ${pattern})`,
    spark: (value, pattern) => `(${value} RLIKE ${pattern})`,
  },
  /** The groups of one match of a pattern, an empty list where it does not match. */
  groups: {
    clickhouse: (value, pattern) => `extractGroups(${value}, ${pattern})`,
    spark: (value, pattern) => `groups(${value}, ${pattern})`,
  },
  /**
   * The groups of one match in the few rows that a condition holds for, an empty list in the others:
   * `groupsForSome(condition, text, pattern)`. Engines run the pattern for those rows only.
   */
  groupsForSome: {
    clickhouse: (condition, value, pattern) =>
      `arrayFlatten(arrayMap(some -> extractGroups(some, ${pattern}), arrayWithConstant(${condition}, ${value})))`,
  },
  /** Letters of ASCII in upper case; all others stay as they are. */
  upper: {
    clickhouse: (value) => `upper(${value})`,
    spark: (value) => `upper_ascii(${value})`,
  },
  concat: {
    clickhouse: (...args) => `concat(${args.join(', ')})`,
    spark: (...args) => `concat(${args.join(', ')})`,
  },
  /** `slice(value, from, length)`. */
  slice: {
    clickhouse: (value, from, length) => `substring(${value}, ${from}, ${length})`,
    spark: (value, from, length) => `substring(${value}, ${from}, ${length})`,
  },
  /** `sliceFrom(value, from)`: all that follows. */
  sliceFrom: {
    clickhouse: (value, from) => `substring(${value}, ${from})`,
    spark: (value, from) => `substring(${value}, ${from})`,
  },
  /** `replaceAll(value, part, by)`, plain text. */
  replaceAll: {
    clickhouse: (value, part, by) => `replaceAll(${value}, ${part}, ${by})`,
    spark: (value, part, by) => `replace_text(${value}, ${part}, ${by})`,
  },
  /** Parts between single-character separators. */
  split: {
    clickhouse: (value, separator) => `splitByChar(${separator}, ${value})`,
    spark: (value, separator) => `split(${value}, ${separator}, -1)`,
  },
  /** Element of a list, from 1, or from the end where negative; empty text where there is none. */
  element: {
    clickhouse: (list, index) => `${list}[${index}]`,
    spark: (list, index) => `coalesce(try_element_at(${list}, ${index}), '')`,
  },
  /** Whether a list of texts holds one. */
  holds: {
    clickhouse: (list, value) => `has(${list}, ${value})`,
    spark: (list, value) => `array_contains(${list}, ${value})`,
  },
  /** A list of texts as one: each on a line of its own, between line breaks. */
  joinLines: {
    clickhouse: (list) => `concat('\\n', arrayStringConcat(${list}, '\\n'), '\\n')`,
  },
  /** Place, from 1, of the first of joined lines that is the same as a text, beyond the last one where there is none: `placeOfLine(lines, text)`. */
  placeOfLine: {
    clickhouse: (lines, text) =>
      `countSubstrings(substringIndex(replaceAll(${lines}, concat('\\n', ${text}, '\\n'), '\\n\\x01\\n'), '\\x01', 1), '\\n')`,
  },
  /** How often a character occurs. */
  countOf: {
    clickhouse: (value, char) => `countSubstrings(${value}, ${char})`,
    spark: (value, char) => `(length(${value}) - length(replace(${value}, ${char}, '')))`,
  },
  /** The same text, said to have few distinct values, so that an engine may compute what is made of it once for each of them. */
  fewValues: {
    clickhouse: (value) => `toLowCardinality(${value})`,
  },
  listSize: {
    clickhouse: (list) => `length(${list})`,
    spark: (list) => `size(${list})`,
  },
  /** `replaceValue(value, [from, …], [to, …])`: the value of the same place, or the value itself. */
  replaceValue: {
    clickhouse: (value, from, to) => `transform(${value}, ${from}, ${to}, ${value})`,
    spark: (value, from, to) => `coalesce(map_from_arrays(${from}, ${to})[${value}], ${value})`,
  },
} satisfies Record<string, OperationForms>;
