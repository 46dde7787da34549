import { basename } from 'node:path';
import { execa } from 'execa';
import { engineMissing, engineTooOld } from '../errors.ts';

/** The oldest version that locks state in S3 by itself. */
export const oldestTerraform = '1.10.0';

/** A Terraform that was found and is new enough. */
export interface TerraformBinary {
  /** Path or name to start it by. */
  readonly command: string;
  readonly product: 'terraform' | 'tofu';
  readonly version: string;
}

/**
 * Finds `LOGEX_TERRAFORM`, else `terraform`, else `tofu`, and asks it for its version.
 *
 * @throws LogexError `deployer/engine-missing` or `deployer/engine-too-old`.
 */
export async function findTerraform(environment: Readonly<Record<string, string | undefined>>): Promise<TerraformBinary> {
  const named = environment['LOGEX_TERRAFORM'];
  const tried = named === undefined || named === '' ? ['terraform', 'tofu'] : [named];
  for (const command of tried) {
    const version = await versionOf(command, environment);
    if (version === undefined) continue;
    if (!isAtLeast(version, oldestTerraform)) throw engineTooOld(command, version, oldestTerraform);
    return { command, version, product: basename(command).includes('tofu') ? 'tofu' : 'terraform' };
  }
  throw engineMissing(tried);
}

/** Whether `version` is `wanted` or newer; both are `major.minor.patch`, what follows is ignored. */
export function isAtLeast(version: string, wanted: string): boolean {
  const parts = (text: string): number[] => text.split(/[.-]/u, 3).map((part) => Number.parseInt(part, 10) || 0);
  const [have, need] = [parts(version), parts(wanted)];
  const different = have.findIndex((part, place) => part !== need[place]);
  return different === -1 || (have[different] ?? 0) > (need[different] ?? 0);
}

async function versionOf(command: string, environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const { stdout, failed } = await execa(command, ['version', '-json'], { env: { ...environment, CHECKPOINT_DISABLE: '1' }, extendEnv: false, reject: false, stdin: 'ignore' });
  if (failed) return undefined;
  try {
    return (JSON.parse(stdout) as { terraform_version?: string }).terraform_version;
  } catch {
    return undefined;
  }
}
