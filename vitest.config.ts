import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['{packages,apps,tools}/*/vitest.config.ts', 'examples/vitest.config.ts'],
    maxWorkers: 2,
  },
});
