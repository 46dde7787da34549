import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogexError } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { configExplain, configInit } from '../commands/config.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { configJsonSchema, configKeys, configSchema, variableEntries } from './config-schema.ts';
import { configTable } from './config-text.ts';
import { loadConfig } from './load-config.ts';
import { nearestKey } from './nearest-key.ts';

const context = (base: string, environment: CommandContext['environment'] = {}): CommandContext => ({ base, environment, today: new Date(0), emit: () => undefined });

async function faultOf(load: () => Promise<unknown>): Promise<LogexError> {
  try {
    await load();
  } catch (error) {
    if (error instanceof LogexError) return error;
  }
  throw new Error('no LogexError was thrown');
}

describe('sources', () => {
  test('each is stronger than the one before: default, file, environment, --set', async () => {
    const base = temporaryFolder();
    const environment: Record<string, string> = {};
    const seen = async (set: readonly string[] = []): Promise<[string, string]> => {
      const { config, sources } = await loadConfig({ base, environment, set });
      return [config.project_name, sources.project_name.kind];
    };

    expect(await seen()).toEqual(['data-platform', 'default']);
    writeFileSync(join(base, 'logex.config.json'), JSON.stringify({ project_name: 'from-file' }));
    expect(await seen()).toEqual(['from-file', 'file']);
    environment['PROJECT'] = 'from-environment';
    expect(await seen()).toEqual(['from-environment', 'environment']);
    environment['LOGEX_PROJECT_NAME'] = 'from-own-variable';
    expect(await seen()).toEqual(['from-own-variable', 'environment']);
    expect(await seen(['project_name=first', 'project_name=from-set'])).toEqual(['from-set', 'set']);
  });

  test('AWS_REGION is the region', async () => {
    const { config } = await loadConfig({ base: temporaryFolder(), environment: { AWS_REGION: 'eu-central-1' } });

    expect(config.aws_region).toBe('eu-central-1');
  });

  test('text becomes the type of the variable', async () => {
    const set = ['multi_az=true', 'db_allocated_storage=50', 'node_size=m5.large, m6i.large', 's3_raw_bucket_name=null', 'raw_expire_after_days=90', 'availability_zones='];
    const { config } = await loadConfig({ base: temporaryFolder(), environment: {}, set });

    expect(config).toMatchObject({
      multi_az: true, db_allocated_storage: 50, node_size: ['m5.large', 'm6i.large'], s3_raw_bucket_name: null, raw_expire_after_days: 90, availability_zones: [],
    });
  });

  test('a TypeScript file is loaded as it is', async () => {
    const base = temporaryFolder();
    writeFileSync(join(base, 'logex.config.ts'), "const name: string = 'typed';\nexport default { project_name: name };\n");

    expect((await loadConfig({ base, environment: {} })).config.project_name).toBe('typed');
  });
});

describe('wrong input', () => {
  const load = (set: readonly string[], environment = {}) => () => loadConfig({ base: temporaryFolder(), environment, set });

  test('fails when a key is unknown, and names the near one', async () => {
    const fault = await faultOf(load(['multiAz=true']));

    expect(fault).toMatchObject({ code: 'deployer/key-unknown', kind: 'usage', hint: "write 'multi_az' in place of 'multiAz', or remove it" });
    expect(fault.message).toContain("--set sets 'multiAz'");
  });

  test.each([
    ['multi_az', 'yes', 'true or false'],
    ['db_allocated_storage', '5', 'a whole number from 20 to 65536'],
    ['db_allocated_storage', '20.5', 'a whole number from 20 to 65536'],
    ['eks_version', '1', 'a Kubernetes version with two parts'],
    ['project_name', 'Data', '3 to 24 lower-case letters'],
    ['node_size', 'big', 'a list of EC2 instance types'],
    ['lake_encryption', 'rot13', 'one of aes256, kms'],
    ['db_username', 'admin', 'not admin or rdsadmin'],
  ])('fails when %s is %s', async (key, value, allowed) => {
    const fault = await faultOf(load([`${key}=${value}`]));

    expect(fault).toMatchObject({ code: 'deployer/value-not-allowed', kind: 'usage' });
    expect(fault.message).toContain(`--set sets ${key} to`);
    expect(fault.message).toContain(value);
    expect(fault.message).toContain(allowed);
  });

  test('fails when the environment or a file is wrong, and says which', async () => {
    const base = temporaryFolder();
    writeFileSync(join(base, 'logex.config.json'), JSON.stringify({ multi_az: 'true' }));

    expect((await faultOf(load([], { LOGEX_MULTI_AZ: '2' }))).message).toContain('environment LOGEX_MULTI_AZ sets multi_az to "2"');
    expect((await faultOf(() => loadConfig({ base, environment: {} }))).message).toContain(`${join(base, 'logex.config.json')} sets multi_az to "true"`);
  });

  test('fails when --set is no pair, and when the file is missing, broken or no object', async () => {
    const base = temporaryFolder();
    writeFileSync(join(base, 'broken.json'), '{');
    writeFileSync(join(base, 'list.json'), '[]');
    const file = (name: string) => () => loadConfig({ base, file: name, environment: {} });

    expect((await faultOf(load(['multi_az']))).code).toBe('deployer/pair-not-allowed');
    for (const name of ['absent.json', 'broken.json', 'list.json']) expect((await faultOf(file(name))).code).toBe('deployer/config-unreadable');
  });

  test.each([['region', 'aws_region'], ['PROJECT_NAME', 'project_name'], ['enable_nat_gatway', 'enable_nat_gateway'], ['zzz', undefined]])('the key near %s is %s', (key, near) => {
    expect(nearestKey(key, configKeys)).toBe(near);
  });
});

describe('what is derived from the declaration', () => {
  test('every default is allowed', () => {
    expect(configSchema.parse({})).toEqual(Object.fromEntries(variableEntries.map(([key, variable]) => [key, variable.default])));
  });

  test('the JSON Schema takes what config init writes, and refuses what it does not know', async () => {
    const base = temporaryFolder();
    await configInit(context(base), { config: 'logex.config.json' });
    const written = JSON.parse(readFileSync(join(base, 'logex.config.json'), 'utf8')) as Record<string, unknown>;
    const valid = new Ajv().compile(configJsonSchema());

    expect(valid(written)).toBe(true);
    expect(Object.keys(written).filter((key) => key !== '$schema')).toEqual(configKeys);
    expect(valid({ ...written, multi_az: 'true' })).toBe(false);
    expect(valid({ multi_zone: true })).toBe(false);
  });

  test('config init writes a module that names every variable, and never over a file', async () => {
    const base = temporaryFolder();
    await configInit(context(base), {});
    const text = readFileSync(join(base, 'logex.config.ts'), 'utf8');

    for (const key of configKeys) expect(text).toContain(`// ${key}: `);
    expect((await faultOf(() => configInit(context(base), {}))).code).toBe('deployer/config-exists');
  });

  test('config explain tells value, source, default and documentation of every variable', async () => {
    const { value } = await configExplain(context(temporaryFolder(), { PROJECT: 'weblogs' }), { set: ['multi_az=true'] });
    const { variables: explained } = value as { variables: Record<string, unknown>[] };

    expect(explained.map(({ key }) => key)).toEqual(configKeys);
    expect(explained[0]).toMatchObject({ value: 'weblogs', source: 'environment PROJECT', default: 'data-platform' });
    expect(explained.find(({ key }) => key === 'multi_az')).toMatchObject({ value: true, source: '--set', default: false, doc: expect.stringContaining('zones') as string });
  });

  test('the table in the README is the one of the declaration', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

    expect(readme).toContain(configTable());
  });
});
