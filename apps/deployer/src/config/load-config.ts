import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configUnreadable } from '../errors.ts';
import { resolveConfig, type ConfigSources, type ResolvedConfig } from './resolve-config.ts';

/** File names that are looked for in a folder, the first that exists is read. */
export const configFileNames = ['logex.config.ts', 'logex.config.js', 'logex.config.json'] as const;

/** Where a configuration is loaded from. */
export interface LoadConfigOptions {
  /** Folder that relative paths and the search for a configuration file start from. */
  readonly base: string;
  /**
   * A configuration file.
   * @default the first of `configFileNames` in `base`, or none
   */
  readonly file?: string;
  /**
   * Texts of the form `key=value`.
   * @default []
   */
  readonly set?: readonly string[];
  /** @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The configuration of the folder, the environment and the command line.
 *
 * @throws LogexError of kind `usage` that names the key, its value, what is allowed and where it was set.
 */
export async function loadConfig({ base, file, set = [], environment = process.env }: LoadConfigOptions): Promise<ResolvedConfig> {
  const path = configPath(base, file);
  const sources: ConfigSources = { environment, set, ...(path === undefined ? {} : { file: { path, content: await fileContent(path) } }) };
  return resolveConfig(sources);
}

function configPath(base: string, file: string | undefined): string | undefined {
  if (file === undefined) return configFileNames.map((name) => resolve(base, name)).find((path) => existsSync(path));
  const path = resolve(base, file);
  if (!existsSync(path)) throw configUnreadable(path, 'there is no such file');
  return path;
}

async function fileContent(path: string): Promise<Readonly<Record<string, unknown>>> {
  let content: unknown;
  try {
    content = path.endsWith('.json') ? JSON.parse(readFileSync(path, 'utf8')) : ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (error) {
    throw configUnreadable(path, error instanceof Error ? error.message : String(error), error);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw configUnreadable(path, 'it gives no object');
  return content as Readonly<Record<string, unknown>>;
}
