import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ingest } from '@logex/jobs';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { sampleWarehouse, startExample } from '../run-example.ts';

test('prints the newest lines, then those that arrive, and ends at Ctrl+C', async () => {
  const folder = temporaryFolder();
  const warehouse = join(folder, 'warehouse');
  await sampleWarehouse(warehouse);
  const tail = startExample('live-tail', warehouse, '--rows', '2', '--poll-ms', '100');
  const lines = createInterface({ input: tail.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => (await lines.next()).value;

  expect([await next(), await next()]).toEqual([expect.stringMatching(/^2025-/u), expect.stringMatching(/^2025-/u)]);

  const input = join(folder, 'late.json');
  writeFileSync(input, '{"timestamp":"2025-08-25T06:04:00.000Z","level":"ERROR","message":"arrived late","logger":"com.webapp.Late"}\n');
  await ingest({ input: [input], warehouse });

  expect(await next()).toBe('2025-08-25T06:04:00.000000Z ERROR com.webapp.Late: arrived late');
  tail.kill('SIGINT');
  await once(tail, 'exit');
  expect(tail.exitCode).toBe(0);
});
