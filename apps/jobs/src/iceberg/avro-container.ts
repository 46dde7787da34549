import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import avro from 'avsc';
import { type AvroJson, namesById, renamedById } from './avro-field.ts';

/** Avro's long as bigint: snapshot ids use all 63 bits. */
const longAsBigint = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (a: bigint, b: bigint) => (a < b ? -1 : Number(a > b)),
});

const headerType = avro.Type.forSchema({
  type: 'record',
  name: 'header',
  fields: [
    { name: 'magic', type: { type: 'fixed', name: 'magic', size: 4 } },
    { name: 'meta', type: { type: 'map', values: 'bytes' } },
    { name: 'sync', type: { type: 'fixed', name: 'sync', size: 16 } },
  ],
});

const blockType = avro.Type.forSchema({
  type: 'record',
  name: 'block',
  fields: [
    { name: 'count', type: 'long' },
    { name: 'data', type: 'bytes' },
    { name: 'sync', type: { type: 'fixed', name: 'block_sync', size: 16 } },
  ],
});

const magic = Buffer.from('Obj\u0001', 'latin1');
const blockBytes = 1 << 18;

const decompressors: Readonly<Record<string, (data: Buffer) => Buffer>> = {
  null: (data) => data,
  deflate: (data) => inflateRawSync(data),
  zstandard: (data) => zstdDecompressSync(data),
};

/** The bytes of an Avro object container file, deflated, with `metadata` in its header. Longs in `records` are bigint. */
export function encodeAvro(schema: AvroJson, records: readonly unknown[], metadata: Readonly<Record<string, string>>): Buffer {
  const type = typeOf(schema);
  const sync = randomBytes(16);
  const meta = { ...metadata, 'avro.schema': JSON.stringify(schema), 'avro.codec': 'deflate' };
  const bytes = Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, Buffer.from(value)]));
  const parts = [headerType.toBuffer({ magic, meta: bytes, sync })];
  let pending: Buffer[] = [];
  let size = 0;
  const flush = (): void => {
    if (pending.length > 0) parts.push(blockType.toBuffer({ count: pending.length, data: deflateRawSync(Buffer.concat(pending)), sync }));
    pending = [];
    size = 0;
  };
  for (const record of records) {
    const encoded = type.toBuffer(record);
    pending.push(encoded);
    size += encoded.length;
    if (size >= blockBytes) flush();
  }
  flush();
  return Buffer.concat(parts);
}

/**
 * The records of an Avro object container file, their fields named as in `schema` by field id; longs are bigint.
 *
 * Reads the whole file or fails: avsc's own stream decoder ends without an error where a file is cut short, and a manifest
 * that ends early is rows lost. Only its types are used here for that reason.
 *
 * @throws Error for a file that is cut short, damaged, or of an unknown codec.
 */
export function decodeAvro<Row>(file: Buffer, schema: AvroJson): Row[] {
  const header = headerType.decode(file, 0);
  if (header.offset < 0 || !magic.equals(file.subarray(0, 4))) throw new Error('it is no whole Avro file');
  const { meta, sync } = header.value as { meta: Record<string, Buffer>; sync: Buffer };
  const codec = meta['avro.codec']?.toString() ?? 'null';
  const decompress = decompressors[codec];
  if (!decompress) throw new Error(`its codec is ${codec}; ${Object.keys(decompressors).join(', ')} can be read`);
  const type = typeOf(renamedById(JSON.parse(String(meta['avro.schema'])), namesById(schema)));
  const rows: Row[] = [];
  for (let offset = header.offset; offset < file.length; ) {
    const block = blockType.decode(file, offset);
    if (block.offset < 0) throw new Error(`it ends within the block at byte ${offset}`);
    const { count, data, sync: blockSync } = block.value as { count: number; data: Buffer; sync: Buffer };
    if (!sync.equals(blockSync)) throw new Error(`the block at byte ${offset} is damaged`);
    readBlock(type, decompress(data), count, rows);
    offset = block.offset;
  }
  return rows;
}

function readBlock<Row>(type: avro.Type, data: Buffer, count: number, rows: Row[]): void {
  let position = 0;
  for (let index = 0; index < count; index++) {
    const { value, offset } = type.decode(data, position);
    if (offset < 0) throw new Error(`a block holds fewer than its ${count} records`);
    rows.push(value as Row);
    position = offset;
  }
  if (position !== data.length) throw new Error(`a block holds more than its ${count} records`);
}

function typeOf(schema: unknown): avro.Type {
  return avro.Type.forSchema(schema as avro.Schema, { typeHook: (part) => (isLong(part) ? longAsBigint : undefined) });
}

/** Both forms of a long: its bare name, and an object that adds a logical type such as `timestamp-micros`. */
function isLong(schema: unknown): boolean {
  return schema === 'long' || (typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'long');
}
