package io.logex.spark.runner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.hadoop.hive.metastore.api.ShowLocksResponseElement;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.thrift.TException;

/** Locks of a Hive Metastore: those that committing drivers hold, and those that killed ones left behind. */
final class MetastoreLocks {
  private static final StructType ROW =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("table", DataTypes.StringType)
          .add("state", DataTypes.StringType)
          .add("owner", DataTypes.StringType)
          .add("silent_seconds", DataTypes.LongType)
          .add("released", DataTypes.BooleanType);

  private MetastoreLocks() {}

  /** Every lock; those without a sign of life for long enough are released where the step says so. */
  static List<Row> list(Step.Locks step) {
    HiveConf conf = new HiveConf();
    conf.setVar(HiveConf.ConfVars.METASTOREURIS, step.metastore());
    conf.setIntVar(HiveConf.ConfVars.METASTORETHRIFTCONNECTIONRETRIES, 1);
    HiveMetaStoreClient client = null;
    try {
      client = new HiveMetaStoreClient(conf);
      var rows = new ArrayList<Row>();
      for (ShowLocksResponseElement lock : client.showLocks(new ShowLocksRequest()).getLocks()) {
        long seen = Math.max(lock.getLastheartbeat(), lock.getAcquiredat());
        long silent = Math.max(0, Instant.now().toEpochMilli() - seen) / 1000;
        boolean release = step.releaseAfterSeconds() != null && silent >= step.releaseAfterSeconds();
        if (release) {
          client.unlock(lock.getLockid());
        }
        String table = lock.getDbname() + (lock.getTablename() == null ? "" : "." + lock.getTablename());
        rows.add(
            new GenericRowWithSchema(
                new Object[] {lock.getLockid(), table, String.valueOf(lock.getState()), lock.getUser() + "@" + lock.getHostname(), silent, release}, ROW));
      }
      return rows;
    } catch (TException e) {
      throw new PlanException("metastore-failed", "asking '" + step.metastore() + "' for locks: " + e.getMessage(), e);
    } finally {
      if (client != null) {
        client.close();
      }
    }
  }
}
