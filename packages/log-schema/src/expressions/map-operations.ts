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
  /** Value of the member at a place from 1, null where there is none: `memberAt(map, place)`. */
  memberAt: {
    clickhouse: (map, place) => `mapValues(${map})[${place}]`,
    spark: (map, place) => `get(map_values(${map}), CAST(${place} AS INT) - 1)`,
  },
  /** Value by name, null where there is none. */
  member: {
    clickhouse: (map, key) => `${map}[${key}]`,
    spark: (map, key) => `${map}[${key}]`,
  },
  /**
   * Of names that stand for one thing, the first that has a value: `firstOfKinds(map, [name, …], [kind, …])`, where names of one
   * kind are in the order of their worth.
   */
  firstOfKinds: {
    clickhouse: (map, names, kinds) =>
      `arrayMap(present -> arrayMap(kind -> present[indexOf(arrayMap(name -> transform(name, ${names}, ${kinds}, ''), present), kind)], arrayDistinct(arrayMap(name -> transform(name, ${names}, ${kinds}, ''), present))), [arrayFilter(name -> isNotNull(${map}[name]), ${names})])[1]`,
    spark: (map, names, kinds) => {
      const present = `filter(${names}, name -> ${map}[name] IS NOT NULL)`;
      const kindOf = (name: string): string => `map_from_arrays(${names}, ${kinds})[${name}]`;
      return `transform(array_distinct(transform(${present}, name -> ${kindOf('name')})), kind -> get(filter(${present}, name -> ${kindOf('name')} = kind), 0))`;
    },
  },
  /** Members that a condition holds for; it reads them as `key` and `value`: `filterMembers(map, condition)`. */
  filterMembers: {
    clickhouse: (map, condition) => `mapFilter((key, value) -> ${condition}, ${map})`,
    spark: (map, condition) => `map_filter(${map}, (\`key\`, \`value\`) -> ${condition})`,
  },
  /**
   * Computes a list of texts for the few rows that a condition holds for, an empty one for the others:
   * `listForSome(condition, map, body)`, where the body reads the map as `some`. Engines evaluate the body for those rows only.
   */
  listForSome: {
    clickhouse: (condition, value, body) =>
      `arrayFlatten(arrayMap(some -> ${body}, arrayWithConstant(${condition}, ${value})))`,
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
