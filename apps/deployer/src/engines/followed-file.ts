import { closeSync, openSync, readSync } from 'node:fs';

/** Reads a file line by line while another process writes it. */
export interface FollowedFile {
  /** The whole lines that were added since the last call. */
  readonly lines: () => string[];
  readonly close: () => void;
}

/** Follows the file at `path`, from its beginning. */
export function followFile(path: string): FollowedFile {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  let pending = Buffer.alloc(0);
  const lines = (): string[] => {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) pending = Buffer.concat([pending, buffer.subarray(0, size)]);
    const end = pending.lastIndexOf(0x0a);
    if (end === -1) return [];
    const whole = pending.subarray(0, end).toString('utf8').split('\n');
    pending = pending.subarray(end + 1);
    return whole;
  };
  return { lines, close: () => closeSync(file) };
}
