import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolder, pluginFolderVariable, runTerraform, sayNotRun, startMockAws, type TerraformRun } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { configurationNames, configurations } from './__fixtures__/configurations.ts';
import { readFoundationOutputs } from './foundation-outputs.ts';
import type { FoundationProps } from './foundation-props.ts';
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
    'terraform validate of the four configurations, and plan, apply, re-plan and destroy against a mock of AWS',
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

  test.each(stacks)('the real provider validates: %s', async (_, json) => {
    expectSuccess(await initialised);
    write(validated, json);

    const { output } = await runTerraform(validated, ['validate', '-no-color', '-json']);

    expect(JSON.parse(output)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  }, 120_000);

  test('fails when the provider does not know a setting', async () => {
    expectSuccess(await initialised);
    write(validated, JSON.parse(JSON.stringify(synthesizeFoundation().terraformJson).replace('"enable_dns_support"', '"enable_dns_suport"')) as TerraformJson);

    const { output } = await runTerraform(validated, ['validate', '-no-color', '-json']);

    expect(JSON.parse(output)).toMatchObject({ valid: false, error_count: 1 });
  }, 120_000);

  test('plans, applies, re-plans and destroys against a mock of AWS', async () => {
    const mock = await startMockAws();
    const folder = configurationFolder(synthesizeFoundation().terraformJson);
    writeFileSync(join(folder, 'mock_override.tf.json'), mock.override);
    const terraform = (...args: string[]): Promise<TerraformRun> => runTerraform(folder, [String(args[0]), '-no-color', ...args.slice(1)], mock.env);
    try {
      expectSuccess(await terraform('init', `-plugin-dir=${plugins}`));
      const whole = await terraform('plan');
      expectSuccess(whole);
      expect(whole.output).toMatch(/Plan: 121 to add, 0 to change, 0 to destroy/u);

      write(folder, applicable({}));
      expectSuccess(await terraform('apply', '-auto-approve'));
      expect(await terraform('plan', '-detailed-exitcode')).toMatchObject({ code: 0, output: expect.stringContaining('No changes') as unknown });
      expect(readFoundationOutputs(JSON.parse((await terraform('output', '-json')).output))).toMatchObject({
        accountId: '123456789012',
        cluster: { name: 'data-platform-eks', version: '1.33' },
        lake: { raw: { location: 's3a://data-platform-raw-123456789012/logs' } },
        workloads: { spark: { roleArn: 'arn:aws:iam::123456789012:role/data-platform-spark', namespace: 'spark' } },
      });

      write(folder, applicable({ multiAz: true, network: { nat: 'one' } }));
      expectSuccess(await terraform('plan', '-refresh=false', '-out=grown'));
      expect(deletions((await terraform('show', '-json', 'grown')).output)).toEqual([
        'aws_eks_node_group.cluster_spark_executors',
        'aws_eks_node_group.cluster_system',
        'aws_vpc_security_group_egress_rule.cluster_nodes_to_endpoints',
        'aws_vpc_security_group_egress_rule.cluster_nodes_to_s3',
      ]);

      write(folder, applicable({}));
      const refused = await terraform('destroy', '-auto-approve', '-refresh=false');
      expect(refused.code).toBe(1);
      expect(refused.output).toContain('Instance cannot be destroyed');

      write(folder, applicable({ allowDestroy: ['*'] }));
      expectSuccess(await terraform('apply', '-auto-approve', '-refresh=false'));
      expectSuccess(await terraform('destroy', '-auto-approve', '-refresh=false'));
      expect((await terraform('show')).output).toContain('The state file is empty');
      expect(new Set(mock.shimmed)).toContain('POST /clusters/{}/addons');
    } finally {
      await mock.stop();
    }
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

// Addresses that a plan destroys or replaces, as the provider itself decides it.
function deletions(plan: string): string[] {
  const { resource_changes: changes } = JSON.parse(plan) as { resource_changes: { address: string; change: { actions: string[] } }[] };
  return changes.filter(({ change }) => change.actions.includes('delete')).map(({ address }) => address);
}

// For a database the provider waits three minutes, and a minute for lifecycle rules, mocked or not. The whole is planned; the
// rest is applied.
function applicable(props: FoundationProps): TerraformJson {
  const text = JSON.stringify(synthesizeFoundation(props).terraformJson)
    .replaceAll('${aws_db_instance.catalog.master_user_secret[0].secret_arn}', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:mock')
    .replaceAll('${aws_db_instance.catalog.address}', 'database.mock');
  const json = JSON.parse(text) as { resource: Record<string, unknown> };
  const { aws_db_instance: _, aws_s3_bucket_lifecycle_configuration: __, ...resource } = json.resource;
  return { ...json, resource };
}
