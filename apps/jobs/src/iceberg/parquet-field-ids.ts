import { open } from 'node:fs/promises';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { ByteWriter } from 'hyparquet-writer';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import { parquetNotFitting } from './errors.ts';
import type { IcebergType, NestedField } from './iceberg-schema.ts';

/** A struct of the footer by field number, as parquet.thrift numbers them. */
type ThriftFields = Record<`field_${number}`, unknown>;

/** `SchemaElement` (parquet.thrift): the fields that are read or set here. */
interface SchemaElementFields extends ThriftFields {
  /** name */
  field_4: Uint8Array;
  /** num_children */
  field_5?: number;
  /** converted_type */
  field_6?: number;
  /** field_id */
  field_9?: number;
  /** logicalType */
  field_10?: ThriftFields;
}

const magic = 'PAR1';
const tailBytes = 8;
const text = new TextDecoder();

/**
 * Puts the field ids of an Iceberg schema into the footer of a Parquet file whose columns bear its names; the rows stay where they
 * are (spec: Parquet, field ids of columns; a map's key and value have their own).
 *
 * @throws LogexError `iceberg/parquet-not-fitting` (outside) for a file without a footer, or with a column that the schema lacks.
 */
export async function assignFieldIds(path: string, fields: readonly NestedField[]): Promise<void> {
  const file = await open(path, 'r+').catch((error: unknown) => Promise.reject(parquetNotFitting(path, 'it cannot be opened', error)));
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - tailBytes), tailBytes);
    const length = tail.byteLength === tailBytes ? tail.readUInt32LE(0) : 0;
    const start = size - tailBytes - length;
    if (start < magic.length || tail.toString('latin1', 4) !== magic) throw parquetNotFitting(path, 'its footer cannot be read', new Error('it does not end as Parquet does'));
    const footer = deserializeTCompactProtocol({ view: viewOf(await bytesAt(file, start, length)), offset: 0 }) as ThriftFields;
    const elements = footer.field_2 as SchemaElementFields[];
    const end = nameChildren(path, elements, 0, fields);
    if (end !== elements.length) throw parquetNotFitting(path, 'its schema is not one tree');
    const writer = new ByteWriter();
    serializeTCompactProtocol(writer, withoutShortIntegers(footer));
    writer.appendUint32(writer.offset);
    const bytes = Buffer.concat([writer.getBytes(), Buffer.from(magic)]);
    await file.write(bytes, 0, bytes.length, start);
    await file.truncate(start + bytes.length);
  } finally {
    await file.close();
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function bytesAt(file: OpenFile, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  return bytes.subarray(0, bytesRead);
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Gives the children of the element at a place their ids; returns the place behind the last of them. */
function nameChildren(path: string, elements: readonly SchemaElementFields[], at: number, fields: readonly NestedField[]): number {
  let next = at + 1;
  for (let child = 0; child < (elements[at]?.field_5 ?? 0); child++) {
    const element = elements[next];
    if (!element) throw parquetNotFitting(path, 'its schema ends early');
    const name = text.decode(element.field_4);
    const field = fields.find((candidate) => candidate.name === name);
    if (!field) throw parquetNotFitting(path, `column '${name}' is not in the table`);
    element.field_9 = field.id;
    next = nameType(path, elements, next, field.type);
  }
  return next;
}

function nameType(path: string, elements: readonly SchemaElementFields[], at: number, type: IcebergType): number {
  if (typeof type === 'string') {
    dropImpliedType(elements[at]);
    return at + 1;
  }
  if (type.type === 'struct') return nameChildren(path, elements, at, type.fields);
  // A list and a map have one repeated group between themselves and their values; it has no id.
  const children: readonly NestedField[] =
    type.type === 'list'
      ? [{ id: type['element-id'], name: 'element', required: type['element-required'], type: type.element }]
      : [
          { id: type['key-id'], name: 'key', required: true, type: type.key },
          { id: type['value-id'], name: 'value', required: type['value-required'], type: type.value },
        ];
  return nameChildren(path, elements, at + 1, children);
}

/** Signed integers of the width of their column need no annotation (parquet-format, Logical Types), and their one holds a byte, which would not survive. */
function dropImpliedType(element: SchemaElementFields | undefined): void {
  if (!element?.field_10?.field_10) return;
  delete element.field_10;
  delete element.field_6;
}

/** `RowGroup.ordinal` is optional, and its 16-bit integer would be written as one of 32. */
function withoutShortIntegers(footer: ThriftFields): ThriftFields {
  const groups = (footer.field_4 as ThriftFields[]).map(({ field_7: _ordinal, ...group }) => group);
  return { ...footer, field_2: (footer.field_2 as ThriftFields[]).map(inFieldOrder), field_4: groups };
}

const fieldNumber = (name: string): number => Number(name.slice('field_'.length));

/** The serializer writes fields in the order of the object, and the protocol wants theirs. */
const inFieldOrder = (fields: ThriftFields): ThriftFields =>
  Object.fromEntries(Object.entries(fields).sort(([left], [right]) => fieldNumber(left) - fieldNumber(right)));
