import { keyUnknown, pairNotAllowed, valueNotAllowed } from '../errors.ts';
import { configKeys, variableEntries, type Config, type ConfigKey } from './config-schema.ts';
import { sourceText, type ConfigSource } from './config-source.ts';
import { nearestKey } from './nearest-key.ts';
import type { Variable } from './variable.ts';

/** What the sources say, from the weakest to the strongest: defaults, file, environment, `--set`. */
export interface ConfigSources {
  /** The parsed file, and its path. */
  readonly file?: { readonly path: string; readonly content: Readonly<Record<string, unknown>> };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Texts of the form `key=value`; the last of a key wins. */
  readonly set: readonly string[];
}

/** A configuration, and where each of its values comes from. */
export interface ResolvedConfig {
  readonly config: Config;
  readonly sources: Readonly<Record<ConfigKey, ConfigSource>>;
}

interface Given {
  readonly value: unknown;
  readonly source: ConfigSource;
}

/**
 * The configuration that the sources add up to.
 *
 * @throws LogexError `deployer/key-unknown`, `deployer/value-not-allowed` or `deployer/pair-not-allowed`.
 */
export function resolveConfig({ file, environment, set }: ConfigSources): ResolvedConfig {
  const pairs = setPairs(set);
  const fileValues = file === undefined ? {} : known(file.path, file.content);
  const given = variableEntries.map(([key, variable]): readonly [ConfigKey, Given] => {
    const value = pairValue(pairs, key, variable) ?? environmentValue(environment, key, variable) ?? fileValue(fileValues, file?.path, key);
    return [key, checked(key, variable, value ?? { value: variable.default, source: { kind: 'default' } })];
  });
  return {
    config: Object.fromEntries(given.map(([key, { value }]) => [key, value])) as unknown as Config,
    sources: Object.fromEntries(given.map(([key, { source }]) => [key, source])) as Record<ConfigKey, ConfigSource>,
  };
}

function known(source: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const key of Object.keys(values)) {
    if (key !== '$schema' && !configKeys.includes(key as ConfigKey)) throw keyUnknown(source, key, configKeys, nearestKey(key, configKeys));
  }
  return values;
}

function setPairs(set: readonly string[]): Readonly<Record<string, string>> {
  const pairs = set.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw pairNotAllowed(pair);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return known('--set', Object.fromEntries(pairs)) as Readonly<Record<string, string>>;
}

function pairValue(pairs: Readonly<Record<string, string>>, key: ConfigKey, { read }: Variable<unknown>): Given | undefined {
  const text = pairs[key];
  return text === undefined ? undefined : { value: read(text), source: { kind: 'set' } };
}

function environmentValue(environment: ConfigSources['environment'], key: ConfigKey, { environment: names, read }: Variable<unknown>): Given | undefined {
  for (const name of [`LOGEX_${key.toUpperCase()}`, ...names]) {
    const text = environment[name];
    if (text !== undefined && text !== '') return { value: read(text), source: { kind: 'environment', name } };
  }
  return undefined;
}

function fileValue(values: Readonly<Record<string, unknown>>, path: string | undefined, key: ConfigKey): Given | undefined {
  if (path === undefined || values[key] === undefined) return undefined;
  return { value: values[key], source: { kind: 'file', path } };
}

function checked(key: ConfigKey, { schema, allowed }: Variable<unknown>, given: Given): Given {
  const parsed = schema.safeParse(given.value);
  if (parsed.success) return { value: parsed.data, source: given.source };
  const why = typeof given.value === 'string' ? 'text that does not fit' : `a ${given.value === null ? 'null' : typeof given.value}`;
  throw valueNotAllowed(sourceText(given.source), key, given.value, allowed, why);
}
