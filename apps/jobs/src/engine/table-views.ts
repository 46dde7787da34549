import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clickhouseTarget, defaultNamespace } from '@logex/log-schema';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { icebergSource } from './iceberg-source.ts';
import type { JobEngine } from './job-engine.ts';

/** Makes every table of a warehouse readable by its own name, `logs` as well as `analytics.logs`. */
export async function attachTables(engine: JobEngine, warehouse: Warehouse): Promise<void> {
  const namespace = clickhouseTarget.quoteIdentifier(defaultNamespace);
  await engine.run(`DROP DATABASE IF EXISTS ${namespace}`);
  await engine.run(`CREATE DATABASE ${namespace} ENGINE = Memory`);
  const folders = await readdir(join(warehouse.root, defaultNamespace), { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory())) {
    const source = icebergSource(warehouse, { namespace: defaultNamespace, name });
    await engine.run(`CREATE VIEW ${namespace}.${clickhouseTarget.quoteIdentifier(name)} AS SELECT * FROM ${source}`);
  }
  await engine.run(`USE ${namespace}`);
}
