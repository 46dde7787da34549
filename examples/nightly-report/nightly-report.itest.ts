import { join } from 'node:path';
import { expectGolden, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runExample, sampleWarehouse } from '../run-example.ts';

test('prints the report of the sample logs', async () => {
  const warehouse = join(temporaryFolder(), 'warehouse');
  await sampleWarehouse(warehouse);
  const report = await runExample('nightly-report', warehouse, '3');

  expect(report).toContain('# Nightly report');
  expectGolden(report, new URL('expected-output.md', import.meta.url));
});
