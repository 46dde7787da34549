import type { OperationForms } from './dialect.ts';

const pairs = (args: readonly string[]): [string, string][] => {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < args.length; at += 2) found.push([args[at] ?? '', args[at + 1] ?? '']);
  return found;
};

/** Dictionaries of text by name, and the JSON object that one is read from. */
export const mapOperations = {
  /** The members of a JSON object by name: text as it is, other values as JSON text; empty where it is no object. */
  jsonMembers: {
    clickhouse: (value) => `JSONExtract(${value}, 'Map(String, Nullable(String))')`,
    spark: (value) => `coalesce(from_json(${value}, 'MAP<STRING, STRING>', map('mode', 'PERMISSIVE')), map())`,
  },
  /** Whether the text is one JSON value. */
  isJson: {
    clickhouse: (value) => `isValidJSON(${value})`,
    spark: (value) => `(from_json(${value}, 'MAP<STRING, STRING>', map('mode', 'PERMISSIVE')) IS NOT NULL)`,
  },
  mapSize: {
    clickhouse: (map) => `length(${map})`,
    spark: (map) => `size(${map})`,
  },
  /** Whether two members have one name. */
  hasRepeatedKeys: {
    clickhouse: (map) => `(arrayUniq(mapKeys(${map})) != length(${map}))`,
    spark: (map) => `(size(array_distinct(map_keys(${map}))) != size(${map}))`,
  },
  /** Names of the members, those of the first list replaced by those of the second: `renamedKeys(map, [from, …], [to, …])`. */
  renamedKeys: {
    clickhouse: (map, from, to) => `arrayMap(key -> transform(key, ${from}, ${to}, key), mapKeys(${map}))`,
    spark: (map, from, to) =>
      `transform(map_keys(${map}), \`key\` -> coalesce(map_from_arrays(${from}, ${to})[\`key\`], \`key\`))`,
  },
  /** Whether a list holds a value twice. */
  hasRepeats: {
    clickhouse: (list) => `(arrayUniq(${list}) != length(${list}))`,
    spark: (list) => `(size(array_distinct(${list})) != size(${list}))`,
  },
  /** Names of the members, in order. */
  keys: {
    clickhouse: (map) => `mapKeys(${map})`,
    spark: (map) => `map_keys(${map})`,
  },
  /** Names that an expression makes of each `key` and `value`, in order: `namesOf(map, name)`. */
  namesOf: {
    clickhouse: (map, name) => `arrayMap((key, value) -> ${name}, mapKeys(${map}), mapValues(${map}))`,
    spark: (map, name) => `transform(map_entries(${map}), entry -> ${name.replaceAll('`key`', 'entry.key').replaceAll('`value`', 'entry.value')})`,
  },
  /** Value of the member at the place of a name in a list of names, null where there is none: `memberAt(map, names, name)`. */
  memberAt: {
    clickhouse: (map, names, name) => `mapValues(${map})[indexOf(${names}, ${name})]`,
    spark: (map, names, name) => `get(map_values(${map}), CAST(array_position(${names}, ${name}) AS INT) - 1)`,
  },
  /** Whether a list of texts holds one of others. */
  hasAny: {
    clickhouse: (list, others) => `hasAny(${list}, ${others})`,
    spark: (list, others) => `arrays_overlap(${list}, ${others})`,
  },
  emptyList: {
    clickhouse: () => `CAST([], 'Array(String)')`,
    spark: () => `CAST(array() AS ARRAY<STRING>)`,
  },
  /** Value by name, null where there is none. */
  member: {
    clickhouse: (map, key) => `${map}[${key}]`,
    spark: (map, key) => `${map}[${key}]`,
  },
  /** Members that a condition holds for; it reads them as `key` and `value`: `filterMembers(map, condition)`. */
  filterMembers: {
    clickhouse: (map, condition) => `mapFilter((key, value) -> ${condition}, ${map})`,
    spark: (map, condition) => `map_filter(${map}, (\`key\`, \`value\`) -> ${condition})`,
  },
  /**
   * Computes a map for the few rows that a condition holds for, an empty one for the others: `forSome(condition, value, body)`,
   * where the body reads the value as `some`. Engines evaluate the body for those rows only.
   */
  forSome: {
    clickhouse: (condition, value, body) =>
      `arrayMap(some -> ${body}, if(${condition}, [if(${condition}, ${value}, map())], []))[1]`,
    spark: (condition, value, body) =>
      `coalesce(transform(if(${condition}, array(${value}), array()), \`some\` -> ${body})[0], map())`,
  },
  /** The same for a list of texts: `listForSome(condition, map, body)`. */
  listForSome: {
    clickhouse: (condition, value, body) =>
      `arrayMap(some -> ${body}, if(${condition}, [if(${condition}, ${value}, map())], []))[1]`,
    spark: (condition, value, body) =>
      `coalesce(get(transform(if(${condition}, array(${value}), array()), \`some\` -> ${body}), 0), array())`,
  },
  emptyMap: {
    clickhouse: () => `CAST(map(), 'Map(String, Nullable(String))')`,
    spark: () => `CAST(map() AS MAP<STRING, STRING>)`,
  },
  /** Dictionary of the given names whose values are not null: `presentMembers(name, value, …)`. */
  presentMembers: {
    clickhouse: (...args) =>
      `mapFilter((k, v) -> isNotNull(v), CAST(map(${pairs(args).flat().join(', ')}), 'Map(String, Nullable(String))'))`,
    spark: (...args) => `map_filter(map(${pairs(args).flat().join(', ')}), (k, v) -> v IS NOT NULL)`,
  },
} satisfies Record<string, OperationForms>;
