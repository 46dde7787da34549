import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pythonEnvironment } from './python-environment.ts';
import { freePort, startServer, type ServerProcess } from './server-process.ts';

/** An S3 server with one bucket. */
export interface S3Server extends ServerProcess {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** The bucket that is there. */
  readonly bucket: string;
  /** What AWS clients read from the environment to be let in. Calls without a signature are refused. */
  readonly environment: { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string; readonly AWS_REGION: string };
  /** Options of Hadoop's `s3a` file system for this server. */
  readonly hadoop: Readonly<Record<string, string>>;
}

/**
 * A new, empty S3 server on a loopback port, stopped after the last test of the file. It is moto's, in a process of its own:
 * objects live in its memory, and it has multipart uploads, ranges, conditions, and lists in pages of 1,000.
 */
export async function s3Server(): Promise<S3Server> {
  const bin = await pythonEnvironment('moto');
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await startServer({
    command: join(bin, 'moto_server'),
    args: ['-H', '127.0.0.1', '-p', String(port)],
    ready: async () => (await fetch(endpoint)).status < 500,
  });
  const bucket = 'lake';
  const created = await fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  if (!created.ok) throw new Error(`the S3 server did not make a bucket: ${created.status} ${await created.text()}`);
  const environment = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: randomBytes(12).toString('hex'), AWS_REGION: 'us-east-1' };
  return { ...server, endpoint, bucket, environment, hadoop: hadoopOptions(endpoint) };
}

/** Options of Hadoop's `s3a` file system for an S3 server that is not AWS. */
export function hadoopOptions(endpoint: string): Readonly<Record<string, string>> {
  return {
    'fs.s3a.endpoint': endpoint,
    'fs.s3a.path.style.access': 'true',
    'fs.s3a.connection.ssl.enabled': String(endpoint.startsWith('https:')),
  };
}
