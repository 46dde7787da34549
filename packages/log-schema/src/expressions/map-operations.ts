import type { OperationForms } from './dialect.ts';

const pairs = (args: readonly string[]): [string, string][] => {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < args.length; at += 2) found.push([args[at] ?? '', args[at + 1] ?? '']);
  return found;
};

const textMap = (args: readonly string[]): string => {
  const members = pairs(args);
  const list = (values: readonly string[]): string => `array(${values.join(', ')})`;
  return `text_map(${list(members.map(([name]) => name))}, ${list(members.map(([, value]) => value))})`;
};

/**
 * Dictionaries of text by name, and the JSON object that one is read from. ClickHouse reads an object as a dictionary; Spark
 * reads it by the fields that are asked for.
 */
export const mapOperations = {
  /**
   * The fields of a JSON object, null where the text is none: `jsonFields(text, [name, …], [field, …])`, where names of one
   * field are in the order of their worth, and the best one that has a value gives the field its value.
   */
  jsonFields: { spark: (text, names, fields) => `json_fields(${text}, ${names}, ${fields})` },
  /** Text of the field at a place from 1, null where it has no value: `fieldText(fields, place)`. */
  fieldText: { spark: (fields, place) => `get(${fields}.\`values\`, ${place} - 1)` },
  /** Name that a field has its value from. */
  fieldName: { spark: (fields, place) => `get(${fields}.\`names\`, ${place} - 1)` },
  /** The members that gave no field its value, as a dictionary. */
  otherMembers: { spark: (fields) => `${fields}.\`others\`` },
  /** Whether two members of the object have one name. */
  hasRepeatedNames: { spark: (fields) => `${fields}.\`repeated\`` },
  /** A dictionary and those of the given members that are not null: `withPresentMembers(map, name, value, …)`. */
  withPresentMembers: {
    spark: (map, ...args) => `map_concat(${map}, ${textMap(args)})`,
  },
  /** The members of a JSON object by name: text as it is, other values as JSON text; empty where it is no object. */
  jsonMembers: {
    clickhouse: (value) => `JSONExtract(${value}, 'Map(String, Nullable(String))')`,
  },
  /** Whether the text is one JSON value. */
  isJson: {
    clickhouse: (value) => `isValidJSON(${value})`,
  },
  mapSize: {
    clickhouse: (map) => `length(${map})`,
  },
  /** Whether two members have one name. */
  hasRepeatedKeys: {
    clickhouse: (map) => `(arrayUniq(mapKeys(${map})) != length(${map}))`,
  },
  /** Names of the members, in order. */
  keys: {
    clickhouse: (map) => `mapKeys(${map})`,
  },
  /** Names that an expression makes of each `key` and `value`, in order: `namesOf(map, name)`. */
  namesOf: {
    clickhouse: (map, name) => `arrayMap((key, value) -> ${name}, mapKeys(${map}), mapValues(${map}))`,
  },
  /** Value of the member at a place from 1, null where there is none: `memberAt(map, place)`. */
  memberAt: {
    clickhouse: (map, place) => `mapValues(${map})[${place}]`,
  },
  /** Value by name, null where there is none. */
  member: {
    clickhouse: (map, key) => `${map}[${key}]`,
  },
  /**
   * Of names that stand for one thing, the first that has a value: `firstOfKinds(map, [name, …], [kind, …])`, where names of one
   * kind are in the order of their worth.
   */
  firstOfKinds: {
    clickhouse: (map, names, kinds) =>
      `arrayMap(present -> arrayMap(kind -> present[indexOf(arrayMap(name -> transform(name, ${names}, ${kinds}, ''), present), kind)], arrayDistinct(arrayMap(name -> transform(name, ${names}, ${kinds}, ''), present))), [arrayFilter(name -> isNotNull(${map}[name]), ${names})])[1]`,
  },
  /** Members that a condition holds for; it reads them as `key` and `value`: `filterMembers(map, condition)`. */
  filterMembers: {
    clickhouse: (map, condition) => `mapFilter((key, value) -> ${condition}, ${map})`,
  },
  /**
   * Computes a list of texts for the few rows that a condition holds for, an empty one for the others:
   * `listForSome(condition, map, body)`, where the body reads the map as `some`. Engines evaluate the body for those rows only.
   */
  listForSome: {
    clickhouse: (condition, value, body) =>
      `arrayFlatten(arrayMap(some -> ${body}, arrayWithConstant(${condition}, ${value})))`,
  },
  emptyMap: {
    clickhouse: () => `CAST(map(), 'Map(String, Nullable(String))')`,
    spark: () => `CAST(map() AS MAP<STRING, STRING>)`,
  },
  /** Dictionary of the given names whose values are not null: `presentMembers(name, value, …)`. */
  presentMembers: {
    clickhouse: (...args) =>
      `mapFilter((k, v) -> isNotNull(v), CAST(map(${pairs(args).flat().join(', ')}), 'Map(String, Nullable(String))'))`,
    spark: (...args) => textMap(args),
  },
} satisfies Record<string, OperationForms>;
