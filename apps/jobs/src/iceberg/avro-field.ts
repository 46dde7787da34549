/** Avro schema JSON: a name, a union, or an object with any attributes. */
export type AvroJson = string | readonly AvroJson[] | { readonly type: unknown; readonly [attribute: string]: unknown };

/** A field of an Avro record with Iceberg's id (spec: Appendix A, Avro: `field-id`). */
export interface AvroField {
  readonly name: string;
  readonly type: AvroJson;
  readonly 'field-id': number;
  readonly default?: null;
}

/** A record field that must have a value. */
export function required(id: number, name: string, type: AvroJson): AvroField {
  return { name, type, 'field-id': id };
}

/** A record field that may be null. */
export function optional(id: number, name: string, type: AvroJson): AvroField {
  return { name, type: ['null', type], default: null, 'field-id': id };
}

/** A map from an int key, which Avro can hold only as an array of pairs (spec: Appendix A, `logicalType: map`). */
export function intMap(keyId: number, valueId: number, value: AvroJson): AvroJson {
  const fields = [required(keyId, 'key', 'int'), required(valueId, 'value', value)];
  return { type: 'array', items: { type: 'record', name: `k${keyId}_v${valueId}`, fields }, logicalType: 'map' };
}

/** A list whose elements have Iceberg's id. */
export function list(elementId: number, items: AvroJson): AvroJson {
  return { type: 'array', items, 'element-id': elementId };
}

/** The names by field id of a schema, those of nested records included. */
export function namesById(schema: unknown): Map<number, string> {
  const names = new Map<number, string>();
  visitFields(schema, (field) => {
    if (typeof field['field-id'] === 'number') names.set(field['field-id'], String(field['name']));
  });
  return names;
}

/**
 * A writer's schema with its fields named as in `names`, matched by field id, and without defaults. Writers differ in the
 * names (`added_data_files_count` and `added_files_count` are both in use); Avro decodes by position, so renaming is safe.
 */
export function renamedById(schema: unknown, names: ReadonlyMap<number, string>): unknown {
  const copy: unknown = structuredClone(schema);
  visitFields(copy, (field) => {
    const id = field['field-id'];
    const name = typeof id === 'number' ? names.get(id) : undefined;
    if (name !== undefined) field['name'] = name;
    delete field['default'];
  });
  return copy;
}

function visitFields(schema: unknown, visit: (field: Record<string, unknown>) => void): void {
  if (Array.isArray(schema)) {
    for (const branch of schema) visitFields(branch, visit);
    return;
  }
  if (!isObject(schema)) return;
  if (Array.isArray(schema['fields'])) {
    for (const field of schema['fields'].filter(isObject)) {
      visit(field);
      visitFields(field['type'], visit);
    }
  }
  visitFields(schema['items'], visit);
  if (typeof schema['type'] !== 'string') visitFields(schema['type'], visit);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
