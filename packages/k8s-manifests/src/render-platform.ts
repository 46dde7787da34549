import { clickhouse } from './clickhouse/clickhouse.ts';
import { hiveMetastore } from './hive-metastore/hive-metastore.ts';
import { namespaces } from './namespaces/namespaces.ts';
import type { KubeObject } from './object/kube-object.ts';
import type { PlatformConfig } from './platform-config.ts';
import { spark } from './spark/spark.ts';

/**
 * Every object of a project but those of charts. Plain data, the same for the same configuration; no cluster is asked.
 *
 * @throws LogexError of kind `usage` for images without a digest, plans that do not fit, and sizes that are not allowed.
 */
export function renderPlatform(config: PlatformConfig): readonly KubeObject[] {
  return [...namespaces(config), ...hiveMetastore(config), ...clickhouse(config), ...spark(config)];
}
