import { execa } from 'execa';
import { LogexError } from '@logex/log-schema';
import { findTerraform, oldestTerraform } from '../engines/terraform-binary.ts';
import { checked, type Check } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the tools that the deployer starts are there, and new enough. */
export async function checkTools(environment: Environment): Promise<Check[]> {
  return Promise.all([
    terraform(environment),
    optionalTool('aws', ['--version'], 'the AWS CLI, which gives kubectl its tokens', environment),
    optionalTool('kubectl', ['version', '--client', '-o', 'json'], 'kubectl, to look into the cluster', environment),
  ]);
}

function terraform(environment: Environment): Promise<Check> {
  return checked('terraform', `terraform or tofu, ${oldestTerraform} or newer`, async () => {
    try {
      const { product, version } = await findTerraform(environment);
      return { result: 'ok', found: `${product} ${version}` };
    } catch (error) {
      if (!(error instanceof LogexError)) throw error;
      return { result: 'failed', found: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
    }
  });
}

function optionalTool(command: string, args: readonly string[], what: string, environment: Environment): Promise<Check> {
  return checked(command, what, async () => {
    const { failed, stdout } = await execa(command, args, { env: environment, extendEnv: false, reject: false, stdin: 'ignore' });
    if (failed) return { result: 'warning', found: `${command} does not start`, hint: `install ${command}; plan, apply and destroy do without` };
    const version = /\d+\.\d+\.\d+/u.exec(stdout)?.[0];
    return { result: 'ok', found: version ?? 'there' };
  });
}
