import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

/** An npm registry on this machine that has the packages of this scope and no others. */
export interface LocalRegistry {
  /** Such as `http://127.0.0.1:4873/`. */
  readonly url: string;
  /** Lines of an `.npmrc` that let npm install from it, and publish to it. Other packages come from where they came from before. */
  readonly npmrc: string;
  /** Folder of published packages, a folder of tarballs for each. */
  readonly storage: string;
  readonly close: () => Promise<void>;
}

/** Starts verdaccio on the loopback address, with its data in `folder`. Port 0 is any free one. */
export async function startLocalRegistry(folder: string, port: number): Promise<LocalRegistry> {
  const storage = join(folder, 'storage');
  const app = await runServer({
    storage,
    self_path: folder,
    // No account is needed; npm asks for a token before it publishes anywhere, and any will do.
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    packages: { '@logex/*': { access: '$all', publish: '$all' } },
    uplinks: {},
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
    max_body_size: '100mb',
  } as never) as Server;
  app.listen(port, '127.0.0.1');
  await once(app, 'listening');
  const host = `127.0.0.1:${(app.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/`,
    npmrc: `@logex:registry=http://${host}/\n//${host}/:_authToken=local\n`,
    storage,
    close: async () => {
      app.close();
      app.closeAllConnections();
      await once(app, 'close');
    },
  };
}
