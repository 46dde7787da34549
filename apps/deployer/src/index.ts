// Configuration
export { defineConfig } from './config/define-config.ts';
export type { Config, ConfigInput } from './config/config-schema.ts';

// Stacks of your own, for --stack
export type { StackMaker } from './stacks/stack.ts';
