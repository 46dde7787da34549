import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolder, startProvider, type MockAws, type RunningProvider } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll } from 'vitest';
import { runCli, startCli, type CliRun, type StartedCli } from './run-cli.ts';

/** A folder of a user whose AWS account is a mock. */
export interface MockAccount {
  readonly folder: string;
  readonly run: (...args: string[]) => Promise<CliRun>;
  readonly start: (...args: string[]) => StartedCli;
  /** The same, with other keys or settings in the environment. */
  readonly with: (environment: Readonly<Record<string, string>>) => MockAccount;
  /** The same, with one process of the provider for all runs, one at a time: they take half the time. */
  readonly attached: () => Promise<MockAccount>;
}

const providers: RunningProvider[] = [];
afterAll(() => {
  for (const provider of providers) provider.stop();
});

/** A user's folder for `project`; the provider is told in every work folder that AWS is a mock. */
export function mockAccount(mock: MockAws, project: string, folder: string = temporaryFolder(), extra: Readonly<Record<string, string>> = {}): MockAccount {
  const environment = { ...mock.env, LOGEX_TF_PLUGIN_DIR: pluginFolder() ?? '', PROJECT: project, ...extra };
  for (const stack of ['foundation', 'state', 'lake', 'orphans']) {
    const path = join(folder, '.logex', `${project}-${stack}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'mock_override.tf.json'), mock.override);
  }
  return {
    folder,
    run: (...args) => runCli(folder, [...args, '--json'], environment),
    start: (...args) => startCli(folder, [...args, '--json'], environment),
    with: (more) => mockAccount(mock, project, folder, { ...extra, ...more }),
    attached: async () => {
      const provider = await startProvider({ ...environment, AWS_EC2_METADATA_DISABLED: 'true' }, folder);
      providers.push(provider);
      return mockAccount(mock, project, folder, { ...extra, ...provider.env });
    },
  };
}

/** The result of a run that ended well. */
export function resultOf<Value>({ events, stdout, stderr }: CliRun): Value {
  const [result] = events.flatMap((event) => (event.type === 'result' ? [event.result as Value] : []));
  if (result === undefined) throw new Error(`no result:\n${stdout.slice(-4000)}\n${stderr}`);
  return result;
}

/** The error of a run that failed, with its exit code. */
export function failureOf({ events, exitCode }: CliRun): object {
  const [error] = events.flatMap((event) => (event.type === 'error' ? [event.error] : []));
  return { exitCode, ...error };
}
