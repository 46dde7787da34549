import type { FoundationOutputs } from '@logex/infra-core';
import { LogexError } from '@logex/log-schema';
import { secretsManagerIn } from '../engines/secrets-manager.ts';
import { doctorText } from '../output/doctor-text.ts';
import type { Check } from '../preflight/check.ts';
import type { ClickHouseReader } from '../watchdog/readable-tables.ts';
import { watchdog } from '../watchdog/watchdog.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { knownOutputs, openProject, type ProjectOptions } from './open-project.ts';
import { knownTables } from './status.ts';

/** Options of `doctor --phase kubernetes`. */
export interface DoctorKubernetesOptions extends ProjectOptions {
  /** Mend what can be mended. */
  readonly fix?: boolean;
  /** With `fix`: only tell what would be done. */
  readonly dryRun?: boolean;
}

/** Something that mends a finding, and what became of it. */
export interface FixResult {
  readonly what: string;
  readonly state: 'would be done' | 'done' | 'failed';
  readonly reason?: string;
}

/** `logex-deployer doctor --phase kubernetes`: does a deployment that runs do its work? Exit code 1 when something failed. */
export async function doctorKubernetes(context: CommandContext, options: DoctorKubernetesOptions): Promise<CommandResult> {
  const { config, cluster } = await openProject(context, options);
  const outputs = await knownOutputs(context, options);
  const [tables, reader] = [await knownTables(outputs), await clickHouseReader(context, outputs, config.clickhouse_namespace)];
  const seen = await watchdog({ cluster, config, now: context.today, tables, reader });
  const checks: readonly Check[] = seen.map(({ check }) => check);
  const { fix = false, dryRun = false } = options;
  const wanted = [...new Map(seen.flatMap(({ fixes }) => fixes).map((one) => [one.what, one])).values()];
  const fixes: FixResult[] = [];
  for (const { what, make } of fix ? wanted : []) {
    fixes.push(dryRun ? { what, state: 'would be done' } : await make().then((): FixResult => ({ what, state: 'done' }), (error: unknown): FixResult => ({ what, state: 'failed', reason: error instanceof Error ? error.message : String(error) })));
  }
  const text = [doctorText(checks), ...fixes.map(({ what, state, reason }) => `${state}: ${what}${reason === undefined ? '' : ` (${reason})`}`)].join('\n');
  return { value: { checks, fixes }, text, exitCode: checks.some(({ result }) => result === 'failed') ? 1 : 0 };
}

/** Who asks ClickHouse: `reader`, with the password of the environment or of Secrets Manager. */
async function clickHouseReader({ environment }: CommandContext, outputs: FoundationOutputs | string, namespace: string): Promise<ClickHouseReader | string> {
  const own = environment['LOGEX_CLICKHOUSE_PASSWORD'];
  if (own !== undefined && own !== '') return { namespace, user: 'reader', password: own };
  if (typeof outputs === 'string') return `${outputs}; LOGEX_CLICKHOUSE_PASSWORD gives the password of reader without them`;
  try {
    const { reader_password: password } = JSON.parse((await secretsManagerIn(outputs.region).read(outputs.clickhouse.usersSecretArn)) ?? '{}') as { reader_password?: string };
    return password === undefined ? 'the secret of the users of ClickHouse has no reader_password; LOGEX_CLICKHOUSE_PASSWORD gives it' : { namespace, user: 'reader', password };
  } catch (error) {
    return error instanceof LogexError ? error.message : 'the secret of the users of ClickHouse is no JSON object';
  }
}
