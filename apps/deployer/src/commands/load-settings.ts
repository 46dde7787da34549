import type { Config } from '../config/config-schema.ts';
import { loadConfig } from '../config/load-config.ts';
import type { CommandContext, DeploymentOptions } from './command-context.ts';

/** Options of commands that need the configuration and nothing of Terraform. */
export type SettingsOptions = Pick<DeploymentOptions, 'config' | 'set'>;

/**
 * The configuration alone.
 *
 * @throws LogexError of kind `usage` for what it cannot be.
 */
export async function loadSettings({ base, environment }: CommandContext, { config: file, set = [] }: SettingsOptions): Promise<Config> {
  const { config } = await loadConfig({ base, environment, set, ...(file === undefined ? {} : { file }) });
  return config;
}
