package io.logex.spark.runner;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Commits to an Iceberg table at most once for each marker, whoever else writes. The snapshots are looked through for the
 * marker, and the commit is refused by Iceberg where rows came in since then; so two writers of one batch never both win.
 */
final class GuardedWrite {
  private static final int ATTEMPTS = 5;

  /** What became of a write. */
  enum Outcome {
    written,
    present
  }

  /** Gives the rows to write, or runs the statement. */
  interface Rows {
    Dataset<Row> select();
  }

  private final SparkSession spark;
  private final Step.Write step;
  private final String marker;
  private final Map<String, String> properties;
  private final Since since;
  private final Column replaced;
  private final String distribution;

  /** The snapshot that rows were made from, where the plan tells; its id is null for a table without any. */
  record Since(Long snapshot) {}

  /** What is known when a write begins. */
  record Facts(String marker, Map<String, String> properties, Since since, Column replaced, String distribution) {}

  GuardedWrite(SparkSession spark, Step.Write step, Facts facts) {
    this.spark = spark;
    this.step = step;
    this.marker = facts.marker();
    this.since = facts.since();
    this.replaced = facts.replaced();
    this.distribution = facts.distribution();
    this.properties = new HashMap<>(facts.properties());
    if (marker != null) {
      this.properties.put(step.marker().key(), marker);
    }
  }

  Outcome run(Rows rows) {
    for (int attempt = 1; ; attempt++) {
      Long seen = null;
      if (step.mode() != Step.Mode.replace) {
        Table table = table();
        if (marker != null && holdsMarker(table)) {
          return Outcome.present;
        }
        Snapshot current = table.currentSnapshot();
        seen = since != null ? since.snapshot() : current == null ? null : (Long) current.snapshotId();
      }
      try {
        commit(rows, seen);
        return Outcome.written;
      } catch (RuntimeException e) {
        if (Failures.codeOf(e).equals("lock-held") || !isConflict(e)) {
          throw e;
        }
        if (step.onConflict() == Step.Conflict.fail || attempt == ATTEMPTS) {
          throw new PlanException(
              "commit-conflict", "committing to '" + step.table() + "': another job wrote to it meanwhile; nothing was changed", e);
        }
      }
    }
  }

  private Table table() {
    try {
      Table table = Spark3Util.loadIcebergTable(spark, step.table());
      table.refresh();
      return table;
    } catch (org.apache.spark.sql.catalyst.parser.ParseException | org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw new PlanException("table-missing", "opening table '" + step.table() + "': it does not exist", e);
    }
  }

  private boolean holdsMarker(Table table) {
    for (Snapshot snapshot : table.snapshots()) {
      if (marker.equals(snapshot.summary().get(step.marker().key()))) {
        return true;
      }
    }
    return false;
  }

  private void commit(Rows rows, Long seen) {
    if (step.mode() == Step.Mode.statement) {
      CommitMetadata.withCommitProperties(
          properties,
          () -> {
            rows.select();
            return null;
          },
          RuntimeException.class);
      return;
    }
    DataFrameWriterV2<Row> writer = rows.select().writeTo(step.table());
    if (step.mode() == Step.Mode.replace) {
      CommitMetadata.withCommitProperties(
          properties,
          () -> {
            replaceTable(writer);
            return null;
          },
          RuntimeException.class);
      return;
    }
    writer.option("isolation-level", "serializable").option("distribution-mode", distribution);
    properties.forEach((key, value) -> writer.option("snapshot-property." + key, value));
    if (seen != null) {
      writer.option("validate-from-snapshot-id", Long.toString(seen));
    }
    try {
      writer.overwrite(replaced);
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw new PlanException("table-missing", "writing to '" + step.table() + "': it does not exist", e);
    }
  }

  private static void replaceTable(DataFrameWriterV2<Row> writer) {
    writer.using("iceberg").tableProperty("format-version", "2").tableProperty("write.parquet.compression-codec", "zstd").createOrReplace();
  }

  private static boolean isConflict(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof ValidationException || at instanceof CommitFailedException) {
        return true;
      }
    }
    return false;
  }
}
