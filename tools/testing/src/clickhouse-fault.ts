import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { ServerFault, type ClickHouseAnswer } from './clickhouse-answer.ts';

/**
 * What goes wrong with one answer. `drop`: the connection is cut before a byte is sent; `drop-midway`: after some of the rows;
 * `stall`: nothing is ever sent; `slow`: each piece of the rows comes late; `error-midway`: an error is reported behind some of the rows;
 * `busy`: too many queries at once.
 */
export type ClickHouseFault = 'drop' | 'drop-midway' | 'stall' | 'slow' | 'error-midway' | 'busy';

/** Milliseconds between two pieces of a slow answer. */
const slowMs = 50;

/** Writes the pieces of an answer, and does to them what a fault says. */
export async function writeWithFault(
  fault: ClickHouseFault | undefined, response: ServerResponse, answer: ClickHouseAnswer, pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (fault === 'drop') return void response.destroy();
  if (fault === 'stall') return;
  if (fault === 'busy') throw new ServerFault(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries.');
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (fault === 'slow') await sleep(slowMs);
    if (fault === 'drop-midway' || fault === 'error-midway') {
      await answer.write(firstHalf(piece));
      if (fault === 'error-midway') throw new ServerFault(241, 'MEMORY_LIMIT_EXCEEDED', 'Memory limit exceeded: would use 8.00 GiB.');
      await sleep(slowMs);
      return void response.destroy();
    }
    await answer.write(piece);
  }
  await answer.end();
}

/** The first half of the lines. */
function firstHalf(bytes: Uint8Array): Uint8Array {
  const middle = Buffer.from(bytes).indexOf('\n', Math.floor(bytes.length / 2));
  return bytes.subarray(0, middle < 0 ? bytes.length : middle + 1);
}
