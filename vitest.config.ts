import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tools/check/src/slowest-first.ts';

export default defineConfig({
  test: {
    projects: ['{packages,apps,tools}/*/vitest.config.ts', 'examples/vitest.config.ts'],
    // One more than the cores of a small machine: some tests wait for other programs most of the time.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
  },
});
