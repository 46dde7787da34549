import type { ConfigInput } from './config-schema.ts';

/**
 * Types a `logex.config.ts`: what is written there is checked by the editor, and given back as it is.
 *
 * @example
 * export default defineConfig({ project_name: 'weblogs', multi_az: true });
 */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
