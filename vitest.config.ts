import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tools/check/src/slowest-first.ts';

export default defineConfig({
  test: {
    projects: ['{packages,apps,tools}/*/vitest.config.ts', 'examples/vitest.config.ts'],
    sequence: { sequencer: SlowestFirst },
  },
});
