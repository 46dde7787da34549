import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSecretCommand, GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startMockAws, type MockAws } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere, type HereRun } from '../__fixtures__/run-here.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { plannedOutputs } from '../kubernetes/planned-outputs.ts';
import type { FilledSecret } from '../secrets/fill-secrets.ts';
import { foundation } from '../stacks/foundation.ts';
import { clusterName } from './open-project.ts';
import { secrets, type SecretsOptions } from './secrets.ts';

let mock: MockAws;
beforeAll(async () => {
  mock = await startMockAws();
}, 120_000);
afterAll(() => mock.stop());

interface Secrets {
  readonly run: (options?: SecretsOptions) => Promise<HereRun<{ readonly secrets: readonly FilledSecret[] }>>;
  readonly value: (secret: 'database' | 'users') => Promise<Record<string, string>>;
  readonly put: (secret: 'database' | 'users', text: string) => Promise<unknown>;
}

// A folder with the outputs of phase 1, whose two secrets are there and empty.
async function emptySecrets(project: string): Promise<Secrets> {
  const client = new SecretsManagerClient({ region: 'us-east-1', endpoint: mock.env['AWS_ENDPOINT_URL'] ?? '', credentials: { accessKeyId: 'mock', secretAccessKey: 'mock' } });
  const make = async (name: string): Promise<string> => (await client.send(new CreateSecretCommand({ Name: `${project}/${name}` }))).ARN ?? '';
  const arns = { database: await make('hive-metastore/database-user'), users: await make('clickhouse/users') };
  const { config } = resolveConfig({ environment: {}, set: [] });
  const outputs = await plannedOutputs(await foundation({ config, allowDestroy: [] }), 'us-east-1');
  // What commands look for without the outputs.
  expect(outputs.cluster.name).toBe(clusterName(config.project_name));
  const folder = temporaryFolder();
  const value = { ...outputs, catalogDatabase: { ...outputs.catalogDatabase, userSecretArn: arns.database }, clickhouse: { usersSecretArn: arns.users } };
  writeFileSync(join(folder, 'logex.outputs.json'), JSON.stringify({ foundation: { value } }));
  return {
    run: (options = {}) => runHere(secrets, options, folder, mock.env),
    value: async (secret) => JSON.parse((await client.send(new GetSecretValueCommand({ SecretId: arns[secret] }))).SecretString ?? '') as Record<string, string>,
    put: (secret, text) => client.send(new PutSecretValueCommand({ SecretId: arns[secret], SecretString: text })),
  };
}

test('empty secrets are filled once with what pods read, and no value is told', async () => {
  const { run, value } = await emptySecrets('filled');
  const dry = (await run({ dryRun: true })).value;
  const first = await run();
  const [account, users] = [await value('database'), await value('users')];
  const second = (await run()).value;

  expect(dry?.secrets).toEqual(first.value?.secrets);
  expect(dry?.secrets.map(({ members }) => members.join(' '))).toEqual(['password username', 'admin_password admin_sha256 reader_password reader_sha256 refresher_password refresher_sha256']);
  expect(account).toEqual({ username: 'metastore', password: expect.stringMatching(/^[\w-]{32}$/u) as string });
  expect(users['reader_sha256']).toBe(createHash('sha256').update(users['reader_password'] ?? '').digest('hex'));
  expect(second?.secrets.map(({ state }) => state)).toEqual(['kept', 'kept']);
  expect([await value('database'), await value('users')]).toEqual([account, users]);
  const told = JSON.stringify(first);
  for (const secret of [account['password'], users['admin_password'], users['admin_sha256']]) expect(told).not.toContain(secret);
});

test('what a secret has stays, and what it lacks is added; fails when its members do not fit', async () => {
  const { run, value, put } = await emptySecrets('completed');
  const reader = createHash('sha256').update('of a person').digest('hex');
  await put('users', JSON.stringify({ reader_sha256: reader, note: 'ours' }));
  await run();
  const users = await value('users');
  await put('users', JSON.stringify({ ...users, admin_sha256: reader }));
  const unfit = await run();
  await put('users', 'no JSON');
  const unreadable = await run();

  expect(users).toMatchObject({ reader_sha256: reader, note: 'ours', admin_password: expect.any(String) as string });
  expect(users).not.toHaveProperty('reader_password');
  expect(unfit.error).toMatchObject({ kind: 'usage', code: 'deployer/secret-disagrees', message: expect.stringContaining('admin_sha256') as string });
  expect(unreadable.error).toMatchObject({ kind: 'usage', code: 'deployer/secret-unreadable' });
});
