import { spawn } from 'node:child_process';

/** How a run of Terraform ended. */
export interface TerraformRun {
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs the `terraform` binary in `folder`; a failure is a value, and no exception. */
export function runTerraform(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<TerraformRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('terraform', [...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1', ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
