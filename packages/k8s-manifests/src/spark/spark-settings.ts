import type { PlatformConfig } from '../platform-config.ts';

/** Version of Spark in the image. */
export const sparkVersion = '3.5.1';

/** Flags of the driver and of executors. Without the first, the generated code of a parse is interpreted: it is longer than the limit. */
export const javaOptions = '-XX:-DontCompileHugeMethods -XX:+ExitOnOutOfMemoryError';

/**
 * Settings of a session on spot nodes: executors that are told to leave move their blocks first, and stages that lose them anyway
 * do not count it as a failure.
 */
export function sparkConf(): Record<string, string> {
  return {
    'spark.decommission.enabled': 'true',
    'spark.storage.decommission.enabled': 'true',
    'spark.storage.decommission.rddBlocks.enabled': 'true',
    'spark.storage.decommission.shuffleBlocks.enabled': 'true',
    // A spot node is gone two minutes after its notice.
    'spark.executor.decommission.killInterval': '110s',
    'spark.executor.decommission.forceKillTimeout': '120s',
    // The second makes the first known for executors that are gone.
    'spark.stage.ignoreDecommissionFetchFailure': 'true',
    'spark.scheduler.maxRetainedRemovedDecommissionExecutors': '100',
    'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
    'spark.dynamicAllocation.executorIdleTimeout': '120s',
    'spark.sql.adaptive.enabled': 'true',
    'spark.authenticate': 'true',
    'spark.network.crypto.enabled': 'true',
    // The default cipher does not notice changed bytes (CVE-2025-55039).
    'spark.network.crypto.cipher': 'AES/GCM/NoPadding',
    'spark.kubernetes.allocation.batch.size': '10',
    'spark.kubernetes.executor.deleteOnTermination': 'true',
    'spark.ui.prometheus.enabled': 'true',
    'spark.eventLog.enabled': 'false',
  };
}

/** Settings of the file system: the role of the pod's service account, and the region of the buckets. */
export function hadoopConf({ region }: PlatformConfig): Record<string, string> {
  return {
    'fs.s3a.aws.credentials.provider': 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
    'fs.s3a.endpoint.region': region,
    'fs.s3a.connection.ssl.enabled': 'true',
    'fs.s3a.buffer.dir': '/tmp',
  };
}
