import { crc32 } from 'node:zlib';

// Signature and header come first, in 8 and 25 bytes.
const afterHeader = 33;

/** The PNG with a text chunk of this key right behind its header. */
export function withPngText(png: Uint8Array, key: string, text: string): Uint8Array {
  const body = Buffer.from(`tEXt${key}\0${text}`, 'latin1');
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, afterHeader), length, body, checksum, png.subarray(afterHeader)]);
}

/** The text of a PNG's first text chunk of this key, if it has one. */
export function pngText(png: Uint8Array, key: string): string | undefined {
  const bytes = Buffer.from(png);
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const [type, body] = [bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length)];
    const [name, text] = body.toString('latin1').split('\0');
    if (type === 'tEXt' && name === key) return text;
    at += length + 12;
  }
  return undefined;
}
