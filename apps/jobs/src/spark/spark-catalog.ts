import { sparkTarget, type AnyTable } from '@logex/log-schema';
import type { PlanStep } from '../plan/job-plan.ts';

/** Where tables are kept, and who knows their newest state. */
export type SparkCatalog =
  /** Folders: the newest metadata file of a table's folder. For one writer, on a file system that renames atomically. */
  | { readonly type: 'hadoop'; readonly warehouse: string }
  /** A Hive Metastore, for any number of writers. */
  | { readonly type: 'hive'; readonly warehouse: string; readonly metastore: string };

/** Name of the catalog in plans. */
export const catalogName = 'lake';

/** Full name of a table in plans. */
export function tableName(table: AnyTable): string {
  return sparkTarget.qualifiedName(table, catalogName);
}

/**
 * The step that opens a catalog. Tables are always loaded anew, since commits are decided by what a table holds; locks of the
 * metastore are kept alive well within its timeout.
 */
export function openCatalog(catalog: SparkCatalog): PlanStep {
  const prefix = `spark.sql.catalog.${catalogName}`;
  return {
    kind: 'configure',
    name: 'open catalog',
    settings: {
      [prefix]: 'org.apache.iceberg.spark.SparkCatalog',
      [`${prefix}.type`]: catalog.type,
      [`${prefix}.warehouse`]: catalog.warehouse,
      ...(catalog.type === 'hive' ? { [`${prefix}.uri`]: catalog.metastore } : {}),
      [`${prefix}.cache-enabled`]: 'false',
      'spark.sql.session.timeZone': 'UTC',
      'spark.sql.legacy.timeParserPolicy': 'CORRECTED',
      'spark.sql.iceberg.check-nullability': 'false',
      'iceberg.hive.lock-heartbeat-interval-ms': '20000',
    },
  };
}
