import { allTables, clickhouseTarget } from '@logex/log-schema';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import { forwardPort } from '../port-forward/forward-port.ts';
import { checked, type Check } from '../preflight/check.ts';

/** Who asks ClickHouse. */
export interface ClickHouseReader {
  readonly namespace: string;
  readonly user: string;
  /** A secret. */
  readonly password: string;
}

/** Whether ClickHouse reads each table of the lake, asked of ClickHouse itself through the API server. */
export function readableTables(cluster: Cluster, reader: ClickHouseReader): Promise<Check> {
  return checked('clickhouse/tables', 'tables of the lake, read by ClickHouse', async () => {
    const request = { namespace: reader.namespace, service: 'clickhouse', port: 8123, localPort: 0, option: '--http-port', patienceSeconds: 5, onTrouble: () => undefined };
    const { localPort, stop } = await forwardPort(cluster, request);
    try {
      const faults: string[] = [];
      for (const { namespace, name } of allTables) {
        const { quoteIdentifier } = clickhouseTarget;
        const fault = await ask(localPort, reader, `SELECT 1 FROM ${quoteIdentifier(namespace)}.${quoteIdentifier(name)} LIMIT 1`);
        if (fault !== undefined) faults.push(`${name}: ${fault}`);
      }
      if (faults.length === 0) return { result: 'ok', found: `all ${allTables.length} are read` };
      return { result: 'failed', found: faults.join('; '), hint: 'look at the role of ClickHouse, the way to S3, and whether the jobs have made the tables' };
    } finally {
      stop();
    }
  });
}

async function ask(port: number, { user, password }: ClickHouseReader, query: string): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/?max_execution_time=30`, { method: 'POST', body: query, headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password }, signal: AbortSignal.timeout(60_000) });
  const text = await answer.text();
  return answer.ok ? undefined : (text.split('\n')[0]?.slice(0, 300) ?? `status ${answer.status}`);
}
