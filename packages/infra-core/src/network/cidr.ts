import { cidrNotAllowed } from '../errors.ts';

/** An IPv4 block as numbers. */
export interface Cidr {
  /** First address, 32 bits unsigned. */
  readonly base: number;
  /** Length of the fixed part, in bits. */
  readonly bits: number;
}

/**
 * Reads `10.0.0.0/16`.
 *
 * @throws LogexError `infra/cidr-not-allowed` for anything else, host bits that are set, or a length outside the bounds.
 */
export function parseCidr(setting: string, text: string, [shortest, longest]: readonly [number, number]): Cidr {
  const fault = cidrNotAllowed(setting, text, `an IPv4 block of /${shortest} to /${longest}`);
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/u.exec(text);
  if (match === null) throw fault;
  const [a, b, c, d, bits] = match.slice(1).map(Number) as [number, number, number, number, number];
  const base = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - bits);
  if ([a, b, c, d].some((byte) => byte > 255) || bits < shortest || bits > longest || base % size !== 0) throw fault;
  return { base, bits };
}

/** The block number `index` of those that are `extraBits` longer than `block`; text form. */
export function subnetCidr(block: Cidr, extraBits: number, index: number): string {
  const bits = block.bits + extraBits;
  const first = block.base + index * 2 ** (32 - bits);
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${bytes.join('.')}/${bits}`;
}
