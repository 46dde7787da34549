import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LogexError } from '@logex/log-schema';
import { applyIncomplete } from './errors.ts';
import type { TerraformBinary } from './terraform-binary.ts';
import type { TerraformMessage } from './terraform-message.ts';
import { runTerraform } from './terraform-run.ts';

/** What a plan is asked for. */
export interface PlanOptions {
  /** Where the plan is saved; without it nothing is saved. */
  readonly out?: string;
  /**
   * Plan to destroy.
   * @default false
   */
  readonly destroy?: boolean;
  /**
   * Ask what is there; without, the state is believed.
   * @default true
   */
  readonly refresh?: boolean;
  /**
   * Addresses that the plan is limited to, with all that they need (or, to destroy, all that needs them).
   * @default all
   */
  readonly targets?: readonly string[];
}

/** Terraform at work in one folder; every failure is a `LogexError` that says what to do. */
export interface Terraform {
  readonly binary: TerraformBinary;
  readonly init: (options: { readonly migrateState?: boolean; readonly reconfigure?: boolean }) => Promise<void>;
  /** Plans, and tells whether there is anything to do, and the addresses that it is to be done to. */
  readonly plan: (options: PlanOptions) => Promise<{ readonly changes: boolean; readonly changed: readonly string[] }>;
  /** `terraform show -json` of a plan file, or of the state. */
  readonly show: (file?: string) => Promise<unknown>;
  /** Takes a resource for whole again whose creation failed half way, so that it can be changed in place. */
  readonly untaint: (address: string) => Promise<void>;
  /** `terraform output -json`. */
  readonly outputs: () => Promise<unknown>;
  /** Applies a plan file and tells about each change. */
  readonly apply: (file: string, onMessage: (message: TerraformMessage) => void, onStop: (signal: NodeJS.Signals) => void) => Promise<void>;
}

/** Terraform in `folder`. `environment` is handed to it whole. */
export function terraformIn(folder: string, binary: TerraformBinary, environment: Readonly<Record<string, string | undefined>>): Terraform {
  const run = async (act: string, args: readonly string[], extra: { onMessage?: (message: TerraformMessage) => void; onStop?: (signal: NodeJS.Signals) => void } = {}): Promise<{ stdout: string; exitCode: number }> => {
    const log = join(folder, 'logs', `${args[0]}-${new Date().toISOString().replaceAll(':', '')}-${process.pid}.jsonl`);
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    const quiet = { onMessage: () => undefined, onStop: () => undefined };
    return runTerraform({ act, command: binary.command, args, folder, environment, log, keepLog: args[0] === 'apply', ...quiet, ...extra });
  };
  const plugins = environment['LOGEX_TF_PLUGIN_DIR'];
  return {
    binary,
    init: async ({ migrateState = false, reconfigure = false }) => {
      const flags = [...(migrateState ? ['-migrate-state', '-force-copy'] : []), ...(reconfigure ? ['-reconfigure'] : []), ...(plugins ? [`-plugin-dir=${plugins}`] : [])];
      await run('initializing the work folder', ['init', '-input=false', '-no-color', ...flags]);
    },
    plan: async ({ out, destroy = false, refresh = true, targets = [] }) => {
      const flags = [...(out === undefined ? [] : [`-out=${out}`]), ...(destroy ? ['-destroy'] : []), ...(refresh ? [] : ['-refresh=false']), ...targets.map((target) => `-target=${target}`)];
      const changed: string[] = [];
      const onMessage = (message: TerraformMessage): void => {
        if (message.type === 'planned') changed.push(message.address);
      };
      const { exitCode } = await run('planning', ['plan', '-input=false', '-json', '-detailed-exitcode', ...flags], { onMessage });
      return { changes: exitCode === 2, changed };
    },
    show: async (file) => JSON.parse((await run('reading the plan', ['show', '-json', ...(file === undefined ? [] : [file])])).stdout),
    untaint: async (address) => {
      await run('changing the state', ['untaint', '-no-color', address]);
    },
    outputs: async () => JSON.parse((await run('reading the outputs', ['output', '-json'])).stdout),
    apply: async (file, onMessage, onStop) => {
      const [done, failed]: [string[], string[]] = [[], []];
      const count = (message: TerraformMessage): void => {
        if (message.type === 'finished') done.push(message.address);
        if (message.type === 'failed') failed.push(message.address);
        onMessage(message);
      };
      try {
        await run('applying the saved plan', ['apply', '-input=false', '-json', file], { onMessage: count, onStop });
      } catch (error) {
        const begun = done.length + failed.length > 0 && error instanceof LogexError && error.code !== 'deployer/run-interrupted';
        throw begun ? applyIncomplete(done.length, failed, error) : error;
      }
    },
  };
}
