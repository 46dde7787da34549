import { fillSecrets } from '../secrets/fill-secrets.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { foundationOutputs, type OutputsOptions } from './foundation-outputs.ts';

/** Options of `secrets`. */
export interface SecretsOptions extends OutputsOptions {
  /** Only tell what would be put there. */
  readonly dryRun?: boolean;
}

/** `logex-deployer secrets`: fills the secrets that phase 1 made empty; no value is told. */
export async function secrets(context: CommandContext, { dryRun = false, ...options }: SecretsOptions): Promise<CommandResult> {
  const outputs = await foundationOutputs(context, options);
  const filled = await fillSecrets({ region: outputs.region, outputs, dryRun });
  const lines = filled.map(({ what, arn, state, members }) => `${what}: ${state === 'kept' ? 'complete, kept' : `${dryRun ? 'would get' : 'got'} ${members.join(', ')}`}\n  ${arn}`);
  return { value: { dryRun, secrets: filled }, text: lines.join('\n') };
}
