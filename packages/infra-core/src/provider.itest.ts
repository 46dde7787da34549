import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolder, pluginFolderVariable, runTerraform, sayNotRun, startMockAws, startProvider, type RunningProvider, type TerraformRun } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationNames, configurations } from './__fixtures__/configurations.ts';
import { synthesizeFoundation } from './foundation.ts';
import { referencesIn, resourcesOf } from './policy/terraform-model.ts';
import type { TerraformJson } from './stack/synthesize-stack.ts';
import { synthesizeStateBootstrap } from './state/state-bootstrap.ts';

test.each(configurationNames)('%s refers to nothing that it does not declare', (name) => {
  const { terraformJson } = synthesizeFoundation(configurations[name]);
  const declared = new Set(resourcesOf(terraformJson).map(({ address }) => address));

  const dangling = referencesIn({ ...terraformJson, '//': null, data: null }).filter((address) => !declared.has(address));

  expect(dangling.filter((address) => !/^aws_(?:caller_identity|iam_session_context)\./u.test(address))).toEqual([]);
});

const plugins = terraformVersion() === undefined ? undefined : pluginFolder();
if (plugins === undefined) {
  sayNotRun(
    'terraform validate of the four configurations, and plan against a mock of AWS',
    `the terraform binary, and ${pluginFolderVariable} with the AWS provider`,
  );
} else {
  const stateBucket = synthesizeStateBootstrap({ projectName: 'acme-logs', region: 'eu-central-1', accountId: '111122223333' });
  const stacks: [string, TerraformJson][] = [
    ...configurationNames.map((name): [string, TerraformJson] => [name, synthesizeFoundation(configurations[name]).terraformJson]),
    ['state bootstrap', stateBucket.terraformJson],
  ];

  // All stacks ask for the same provider, so that one initialised folder serves them in turn.
  const validated = configurationFolder(stateBucket.terraformJson);
  const initialised = runTerraform(validated, ['init', '-no-color', '-backend=false', `-plugin-dir=${plugins}`]);

  // Each run would start the provider twice, which is most of what it computes.
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({}, validated);
  });
  afterAll(() => provider.stop());
  const validate = (): Promise<TerraformRun> => runTerraform(validated, ['validate', '-no-color', '-json'], provider.env);

  test.each(stacks)('the real provider validates: %s', async (_, json) => {
    expectSuccess(await initialised);
    write(validated, json);

    const { output } = await validate();

    expect(JSON.parse(output)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  }, 120_000);

  test('fails when the provider does not know a setting', async () => {
    expectSuccess(await initialised);
    write(validated, JSON.parse(JSON.stringify(synthesizeFoundation().terraformJson).replace('"enable_dns_support"', '"enable_dns_suport"')) as TerraformJson);

    const { output } = await validate();

    expect(JSON.parse(output)).toMatchObject({ valid: false, error_count: 1 });
  }, 120_000);

  // What is planned here is applied, planned again and destroyed by the tests of the deployer, which drives the same JSON.
  test('the real provider plans all four configurations against a mock of AWS', async () => {
    const mock = await startMockAws();
    const folder = configurationFolder(synthesizeFoundation().terraformJson);
    writeFileSync(join(folder, 'mock_override.tf.json'), mock.override);
    const terraform = (...args: string[]): Promise<TerraformRun> => runTerraform(folder, [String(args[0]), '-no-color', ...args.slice(1)], { ...mock.env, ...ofMock.env });
    const planned: Record<string, number> = {};
    const ofMock = await startProvider(mock.env, folder);
    try {
      expectSuccess(await terraform('init', `-plugin-dir=${plugins}`));
      for (const name of configurationNames) {
        write(folder, withLocalState(synthesizeFoundation(configurations[name]).terraformJson));
        const plan = await terraform('plan');
        expectSuccess(plan);
        planned[name] = Number(/Plan: (\d+) to add, 0 to change, 0 to destroy/u.exec(plan.output)?.[1]);
      }
    } finally {
      ofMock.stop();
      await mock.stop();
    }

    expect(planned).toEqual(Object.fromEntries(configurationNames.map((name) => [name, resourcesOf(synthesizeFoundation(configurations[name]).terraformJson).length])));
  }, 480_000);
}

function terraformVersion(): string | undefined {
  try {
    return execFileSync('terraform', ['version', '-json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

function configurationFolder(json: TerraformJson): string {
  const folder = temporaryFolder();
  write(folder, json);
  return folder;
}

function write(folder: string, json: TerraformJson): void {
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(json, null, 2));
}

function expectSuccess(run: TerraformRun): void {
  expect(run).toMatchObject({ code: 0 });
}

// Where the state is kept is no part of what is planned.
function withLocalState(json: TerraformJson): TerraformJson {
  return { ...json, terraform: { ...(json['terraform'] as object), backend: { local: { path: 'terraform.tfstate' } } } };
}
