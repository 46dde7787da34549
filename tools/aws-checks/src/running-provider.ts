import { spawn, type ChildProcess } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolder } from './not-run.ts';

/** A process of the AWS provider that runs of Terraform attach to. */
export interface RunningProvider {
  /** Variables that make Terraform attach, in place of starting a process several times a run. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/**
 * Starts the AWS provider of the plugin folder once: starting it is most of what a short run of Terraform computes. It has
 * the endpoints and keys of `environment`, not those of the runs, serves one run at a time, and has its socket in `folder`.
 *
 * @throws Error when there is no provider, or it does not say within a minute how to attach.
 */
export async function startProvider(environment: Readonly<Record<string, string>>, folder: string): Promise<RunningProvider> {
  const [binary] = globSync(join(String(pluginFolder()), 'registry.terraform.io/hashicorp/aws/*/*/terraform-provider-aws*'));
  if (binary === undefined) throw new Error('there is no AWS provider in the plugin folder');
  const child = spawn(binary, ['-debug'], { env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, ...environment }, stdio: ['ignore', 'pipe', 'ignore'] });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  try {
    return { env: { TF_REATTACH_PROVIDERS: await attachSettings(child) }, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function attachSettings(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`the provider did not say how to attach: ${text}`)), 60_000);
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const settings = /TF_REATTACH_PROVIDERS='(\{.*\})'/u.exec(text)?.[1];
      if (settings === undefined) return;
      clearTimeout(late);
      resolve(settings);
    });
    child.once('exit', () => reject(new Error(`the provider ended: ${text}`)));
  });
}
