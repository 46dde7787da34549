import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { root } from './repository.ts';

/** How a command ended. */
export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that looks like a fresh clone, for the commands of one page. */
export interface Sandbox {
  readonly folder: string;
  readonly run: (node: readonly string[], variables: Readonly<Record<string, string>>) => Promise<CommandRun>;
}

// Paths that the pages take for the reader's own.
const readersLogs = '/var/log/myapp';
const readersTables = '/data/logs';

// Loaded before a command: no name of a host is found.
const noInternet = `import dns from 'node:dns';
dns.lookup = (host, options, done) => (done ?? options)(Object.assign(new Error('getaddrinfo ENOTFOUND ' + host), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host }));
`;

/**
 * A sandbox: the sources by links, the samples as copies, the reader's folders of logs and tables below it. There is no AWS
 * account, no cluster, no internet, no Terraform, no JDK and no container tool to be found, so that a command that needs one says so.
 */
export function sandbox(): Sandbox {
  const folder = temporaryFolder();
  for (const name of ['apps', 'packages', 'examples', 'tools', 'node_modules', 'package.json', 'tsconfig.json', 'tsconfig.base.json']) symlinkSync(join(root, name), join(folder, name));
  // What commands write to is a copy.
  cpSync(join(root, 'images'), join(folder, 'images'), { recursive: true, filter: (path) => basename(path) !== 'target' });
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  cpSync(join(root, 'samples'), join(folder, readersLogs), { recursive: true });
  mkdirSync(join(folder, readersTables), { recursive: true });
  writeFileSync(join(folder, 'no-internet.mjs'), noInternet);
  const ofReader = (word: string): string => word.replaceAll(readersLogs, join(folder, readersLogs)).replaceAll(readersTables, join(folder, readersTables));
  const environment = {
    PATH: join(folder, 'bin'),
    HOME: folder,
    INIT_CWD: folder,
    TZ: 'UTC',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    KUBECONFIG: join(folder, 'no-kubeconfig'),
    ...(process.env['NODE_COMPILE_CACHE'] === undefined ? {} : { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
  };
  // The path of the program as it is typed is how it finds the folder that it is in.
  const run: Sandbox['run'] = (node, variables) => runNode(folder, [`--import=${join(folder, 'no-internet.mjs')}`, '--preserve-symlinks-main', ...node.map(ofReader)], { ...environment, ...variables });
  return { folder, run };
}

function runNode(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => void (text.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (text.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...text }));
  });
}
