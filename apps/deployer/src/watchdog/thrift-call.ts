import { once } from 'node:events';
import { connect } from 'node:net';
import { metastoreSaid } from './errors.ts';

/** Fields of a Thrift structure by their numbers: whole numbers of 64 bits, texts, structures, lists. */
export type ThriftFields = ReadonlyMap<number, ThriftValue>;

/** What a field may hold here. */
export type ThriftValue = bigint | number | boolean | string | ThriftFields | readonly ThriftValue[];

const types = { stop: 0, bool: 2, byte: 3, double: 4, i16: 6, i32: 8, i64: 10, string: 11, struct: 12, map: 13, set: 14, list: 15 } as const;
const reply = 2;

/**
 * Calls one function of a Thrift server, by the binary protocol without frames; its one argument is a structure of 64-bit numbers.
 *
 * @throws LogexError `deployer/metastore-said` (outside) where the server answers with an exception.
 */
export async function thriftCall(port: number, method: string, argument: ReadonlyMap<number, bigint>): Promise<ThriftFields> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(20_000, () => socket.destroy(new Error('the metastore gave no answer within 20 seconds')));
  await once(socket, 'connect');
  socket.write(callBytes(method, argument));
  let bytes = Buffer.alloc(0);
  try {
    for await (const part of socket) {
      bytes = Buffer.concat([bytes, part as Buffer]);
      const answer = readAnswer(bytes, method);
      if (answer !== undefined) return answer;
    }
  } finally {
    socket.destroy();
  }
  throw metastoreSaid(method, 'it closed the connection');
}

function callBytes(method: string, argument: ReadonlyMap<number, bigint>): Buffer {
  const fields = [...argument].map(([id, value]) => {
    const field = Buffer.alloc(11);
    field.writeUInt8(types.i64);
    field.writeInt16BE(id, 1);
    field.writeBigInt64BE(value, 3);
    return field;
  });
  // Version 1 and a call, the name, sequence number 1; then the arguments: field 1, a structure.
  const head = Buffer.alloc(8 + method.length + 4);
  head.writeUInt32BE(0x80_01_00_01);
  head.writeInt32BE(method.length, 4);
  head.write(method, 8, 'latin1');
  head.writeInt32BE(1, 8 + method.length);
  return Buffer.concat([head, Buffer.from([types.struct, 0, 1]), ...fields, Buffer.from([types.stop, types.stop])]);
}

/** The structure in an answer; undefined while bytes are missing. */
function readAnswer(bytes: Buffer, method: string): ThriftFields | undefined {
  const reader = new ThriftReader(bytes);
  try {
    const kind = reader.i32() & 0xff;
    reader.text();
    reader.i32();
    const fields = reader.fields();
    const answer = fields.get(0);
    if (kind === reply && answer instanceof Map) return answer as ThriftFields;
    // A function without an answer.
    if (kind === reply && fields.size === 0) return fields;
    throw metastoreSaid(method, faultText(fields));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function faultText(fields: ThriftFields): string {
  const [first] = [...fields.values()];
  const message = first instanceof Map ? (first as ThriftFields).get(1) : first;
  return typeof message === 'string' ? message : 'something that is no answer';
}

class ThriftReader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  #take(length: number): number {
    const at = this.#at;
    if (length < 0 || at + length > this.#bytes.length) throw new RangeError('bytes are missing');
    this.#at += length;
    return at;
  }

  i32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  text(): string {
    const length = this.i32();
    const at = this.#take(length);
    return this.#bytes.toString('utf8', at, at + length);
  }

  fields(): ThriftFields {
    const fields = new Map<number, ThriftValue>();
    for (;;) {
      const type = this.#bytes.readUInt8(this.#take(1));
      if (type === types.stop) return fields;
      const id = this.#bytes.readInt16BE(this.#take(2));
      fields.set(id, this.#value(type));
    }
  }

  #value(type: number): ThriftValue {
    switch (type) {
      case types.bool:
        return this.#bytes.readUInt8(this.#take(1)) === 1;
      case types.byte:
        return this.#bytes.readInt8(this.#take(1));
      case types.double:
        return this.#bytes.readDoubleBE(this.#take(8));
      case types.i16:
        return this.#bytes.readInt16BE(this.#take(2));
      case types.i32:
        return this.i32();
      case types.i64:
        return this.#bytes.readBigInt64BE(this.#take(8));
      case types.string:
        return this.text();
      case types.struct:
        return this.fields();
      case types.list:
      case types.set:
        return this.#list();
      default:
        return this.#map();
    }
  }

  #list(): readonly ThriftValue[] {
    const type = this.#bytes.readUInt8(this.#take(1));
    return Array.from({ length: this.i32() }, () => this.#value(type));
  }

  #map(): readonly ThriftValue[] {
    const [key, value] = [this.#bytes.readUInt8(this.#take(1)), this.#bytes.readUInt8(this.#take(1))];
    return Array.from({ length: this.i32() }, () => [this.#value(key), this.#value(value)]);
  }
}
