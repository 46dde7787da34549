import type { Cluster } from '@logex/k8s-manifests/cluster';
import { ago } from '../output/duration.ts';
import { forwardPort } from '../port-forward/forward-port.ts';
import { metastoreLocks, releaseLock } from './metastore-locks.ts';
import type { Watched } from './watched.ts';

/** Drivers give a sign of life every 20 seconds, and the metastore itself removes a lock without one after 8 minutes at most. */
const silentMinutes = 10;

/** Locks of killed drivers that the metastore has not removed, asked of the metastore itself through the API server. */
export async function staleLocks(cluster: Cluster, namespace: string, now: Date): Promise<Watched> {
  const locks = await onMetastore(cluster, namespace, metastoreLocks);
  const stale = locks.filter(({ heardAt }) => now.getTime() - new Date(heardAt).getTime() > silentMinutes * 60_000);
  const about = { id: 'locks', what: 'locks of the metastore that nobody holds any more' };
  if (stale.length === 0) return { check: { ...about, result: 'ok', found: locks.length === 0 ? 'no table is locked' : `none of ${locks.length}` }, fixes: [] };
  return {
    check: {
      ...about,
      result: 'failed',
      found: stale.map(({ id, table, owner, heardAt }) => `${table}: lock ${id} of ${owner}, silent since ${ago(heardAt, now)}`).join('; '),
      hint: "release them by 'logex-deployer doctor --phase kubernetes --fix'; commits to these tables wait for them",
    },
    fixes: stale.map(({ id, table }) => ({ what: `release lock ${id} of ${table}`, make: () => onMetastore(cluster, namespace, (port) => releaseLock(port, id)) })),
  };
}

async function onMetastore<Answer>(cluster: Cluster, namespace: string, ask: (port: number) => Promise<Answer>): Promise<Answer> {
  const { localPort, stop } = await forwardPort(cluster, { namespace, service: 'hive-metastore', port: 9083, localPort: 0, option: '--port', patienceSeconds: 5, onTrouble: () => undefined });
  try {
    return await ask(localPort);
  } finally {
    stop();
  }
}
