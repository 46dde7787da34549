import { clickhouseTarget, defaultNamespace } from '@logex/log-schema';
import { warehouseTables, warehouseViews } from '@logex/query-sdk/embedded';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { JobEngine } from './job-engine.ts';

/** Makes every table of a warehouse readable by its own name, `logs` as well as `analytics.logs`. */
export async function attachTables(engine: JobEngine, warehouse: Warehouse): Promise<void> {
  const namespace = clickhouseTarget.quoteIdentifier(defaultNamespace);
  await engine.run(`DROP DATABASE IF EXISTS ${namespace}`);
  await engine.run(`CREATE DATABASE ${namespace} ENGINE = Memory`);
  for (const view of warehouseViews(warehouse.root, warehouseTables(warehouse.root))) await engine.run(view);
  await engine.run(`USE ${namespace}`);
}
