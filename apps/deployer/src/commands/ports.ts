import { forwardPort, type ForwardedPort, type ForwardRequest } from '../port-forward/forward-port.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { openProject, type Project, type ProjectOptions } from './open-project.ts';

/** Options of `hms-port`. */
export interface HmsPortOptions extends ProjectOptions {
  /** @default 9083 */
  readonly port?: number;
}

/** Options of `ch-port`. */
export interface ChPortOptions extends ProjectOptions {
  /** @default 8123 */
  readonly httpPort?: number;
  /** @default 9000 */
  readonly nativePort?: number;
}

type Wanted = Pick<ForwardRequest, 'namespace' | 'service' | 'port' | 'localPort' | 'option'>;

/** `logex-deployer hms-port`: the Hive Metastore on a port of this machine, until Ctrl-C. */
export async function hmsPort(context: CommandContext, options: HmsPortOptions): Promise<CommandResult> {
  const project = await openProject(context, options);
  const namespace = project.config.hive_namespace;
  return forwardUntilStopped(context, project, [{ namespace, service: 'hive-metastore', port: 9083, localPort: options.port ?? 9083, option: '--port' }]);
}

/** `logex-deployer ch-port`: ClickHouse on two ports of this machine, HTTP and native, until Ctrl-C. */
export async function chPort(context: CommandContext, options: ChPortOptions): Promise<CommandResult> {
  const project = await openProject(context, options);
  const service = { namespace: project.config.clickhouse_namespace, service: 'clickhouse' };
  return forwardUntilStopped(context, project, [
    { ...service, port: 8123, localPort: options.httpPort ?? 8123, option: '--http-port' },
    { ...service, port: 9000, localPort: options.nativePort ?? 9000, option: '--native-port' },
  ]);
}

async function forwardUntilStopped({ emit }: CommandContext, { cluster }: Project, wanted: readonly Wanted[]): Promise<CommandResult> {
  const ports: ForwardedPort[] = [];
  try {
    for (const one of wanted) {
      const forwarded = await forwardPort(cluster, { ...one, onTrouble: (message) => emit({ type: 'warning', message }) });
      ports.push(forwarded);
      emit({ type: 'note', message: `127.0.0.1:${forwarded.localPort} leads to ${one.namespace}/${one.service}:${one.port}; Ctrl-C ends it` });
    }
    await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  } finally {
    for (const { stop } of ports) stop();
  }
  const value = { ports: ports.map(({ localPort }, at) => ({ localPort, service: wanted[at]?.service, port: wanted[at]?.port })) };
  return { value, text: 'the ports are closed' };
}
