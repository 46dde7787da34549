import type { OperationForms } from './dialect.ts';

/** Name of the ClickHouse query parameter that the salt of hashes is bound to. */
export const saltParameter = 'pii_salt';

/** Name of the environment variable of the Spark driver that the salt of hashes is read from. */
export const saltVariable = 'LOGEX_PII_SALT';

/** What keeps values that tell of a person from being read. The salt is never part of a plan: engines put it in when they run it. */
export const policyOperations = {
  /** Salted SHA-256 of a text, in hexadecimal, lower case; null stays null. */
  hashText: {
    clickhouse: (value) => `lower(hex(SHA256(concat({${saltParameter}:String}, ${value}))))`,
    spark: (value) => `sha2(concat('\${env:${saltVariable}}', ${value}), 256)`,
  },
  /** First character of a text, empty for an empty one. */
  firstLetter: {
    clickhouse: (value) => `substringUTF8(${value}, 1, 1)`,
    spark: (value) => `substring(${value}, 1, 1)`,
  },
  /** The first group of the first match of a pattern, empty where it does not match. */
  firstGroup: {
    clickhouse: (value, pattern) => `extract(${value}, ${pattern})`,
    spark: (value, pattern) => `regexp_extract(${value}, ${pattern}, 1)`,
  },
  /** Members of a dictionary that a condition on `key` holds for: `keepMembers(map, condition)`. */
  keepMembers: {
    clickhouse: (map, condition) => `mapFilter((key, value) -> ${condition}, ${map})`,
    spark: (map, condition) => `map_filter(${map}, (\`key\`, \`value\`) -> ${condition})`,
  },
  /** A dictionary with other values, made of each `key` and `value`: `mapMembers(map, value)`. */
  mapMembers: {
    clickhouse: (map, value) => `CAST(mapApply((key, value) -> (key, ${value}), ${map}), 'Map(String, Nullable(String))')`,
    spark: (map, value) => `transform_values(${map}, (\`key\`, \`value\`) -> ${value})`,
  },
} satisfies Record<string, OperationForms>;
