/** A nested column of named fields (spec: Nested Types). */
export interface StructType {
  readonly type: 'struct';
  readonly fields: readonly NestedField[];
}

/** A column of many values (spec: Nested Types). */
export interface ListType {
  readonly type: 'list';
  readonly 'element-id': number;
  readonly 'element-required': boolean;
  readonly element: IcebergType;
}

/** A column of keys and values (spec: Nested Types). */
export interface MapType {
  readonly type: 'map';
  readonly 'key-id': number;
  readonly key: IcebergType;
  readonly 'value-id': number;
  readonly 'value-required': boolean;
  readonly value: IcebergType;
}

/** A type in the JSON form of the spec (Appendix C): a primitive's name, or a nested type. */
export type IcebergType = string | StructType | ListType | MapType;

/** One field of a struct or schema; the id never changes, the name may. */
export interface NestedField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: IcebergType;
  readonly doc?: string;
}

/** A table schema in the JSON form of the spec (Appendix C, Schemas). */
export interface IcebergSchema extends StructType {
  /** @default 0 when a table is created */
  readonly 'schema-id'?: number;
  readonly 'identifier-field-ids'?: readonly number[];
}

/** The highest field id of a type, nested ones included; 0 for a primitive. */
export function highestFieldId(type: IcebergType): number {
  if (typeof type === 'string') return 0;
  switch (type.type) {
    case 'struct':
      return Math.max(0, ...type.fields.flatMap((field) => [field.id, highestFieldId(field.type)]));
    case 'list':
      return Math.max(type['element-id'], highestFieldId(type.element));
    case 'map':
      return Math.max(type['key-id'], type['value-id'], highestFieldId(type.key), highestFieldId(type.value));
  }
}

const described = (field: NestedField): string =>
  `${field.id} ${field.name} ${JSON.stringify(withoutDocs(field.type))} ${field.required ? 'required' : 'optional'}`;

function withoutDocs(type: IcebergType): unknown {
  if (typeof type === 'string') return type;
  switch (type.type) {
    case 'struct':
      return type.fields.map(described);
    case 'list':
      return ['list', type['element-id'], withoutDocs(type.element), type['element-required']];
    case 'map':
      return ['map', type['key-id'], withoutDocs(type.key), type['value-id'], withoutDocs(type.value), type['value-required']];
  }
}

/** The first difference in id, name, type or nullability between two schemas, as a phrase; undefined when equal. Docs do not count. */
export function schemaDifference(existing: IcebergSchema, wanted: IcebergSchema): string | undefined {
  const length = Math.max(existing.fields.length, wanted.fields.length);
  for (let index = 0; index < length; index++) {
    const [has, asks] = [existing.fields[index], wanted.fields[index]].map((field) => (field ? described(field) : 'nothing'));
    if (has !== asks) return `field ${index + 1} is ${has} where ${asks} is wanted`;
  }
  return undefined;
}
