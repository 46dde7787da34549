package io.logex.spark.runner;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** One run of a plan in a session of its own. */
final class PlanRun {
  private static final StructType FILES =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("size", DataTypes.LongType, false)
          .add("version", DataTypes.StringType, false)
          .add("skipped", DataTypes.BooleanType, false)
          .add("error", DataTypes.StringType);

  private final SparkSession spark;
  private final Events events;
  private final Stops stops;
  private final Map<String, RDD<InternalRow>> kept = new HashMap<>();
  private String current = "";

  PlanRun(SparkSession spark, Events events, Stops stops) {
    this.spark = spark;
    this.events = events;
    this.stops = stops;
  }

  /** Name of the step at work, for messages. */
  String current() {
    return current;
  }

  void run(Plan plan) throws IOException {
    var scope = new HashMap<>(plan.parameters());
    // What a plan may ask the runner for.
    scope.put("run_started", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
    try {
      runAll(plan.steps(), scope);
    } finally {
      kept.values().forEach(data -> data.unpersist(false));
      kept.clear();
    }
  }

  private void runAll(List<Step> steps, Map<String, Object> scope) throws IOException {
    for (Step step : steps) {
      current = step.name();
      if (step.when() != null && !isTrue(step.when(), scope)) {
        continue;
      }
      stops.before(step.name());
      long started = System.nanoTime();
      String state = runOne(step, scope);
      events.step(step.name(), state, (System.nanoTime() - started) / 1_000_000);
      stops.after(step.name());
    }
  }

  private String runOne(Step step, Map<String, Object> scope) throws IOException {
    if (step instanceof Step.Configure configure) {
      configure.settings().forEach((key, value) -> spark.conf().set(key, value));
    } else if (step instanceof Step.CreateTable create) {
      return TableCreation.create(spark, create) ? "created" : "present";
    } else if (step instanceof Step.ListFiles list) {
      listFiles(list);
    } else if (step instanceof Step.ReadLines read) {
      LineSource.read(spark, query(read.parts(), scope).collectAsList(), read.chunkBytes()).createOrReplaceTempView(read.view());
    } else if (step instanceof Step.Sql sql) {
      runSql(sql, scope);
    } else if (step instanceof Step.Write write) {
      return write(write, scope);
    } else if (step instanceof Step.ForEach each) {
      for (Row row : query(each.rows(), scope).collectAsList()) {
        var inner = new HashMap<>(scope);
        for (int i = 0; i < row.size(); i++) {
          inner.put(row.schema().fieldNames()[i], row.get(i));
        }
        runAll(each.steps(), inner);
      }
    } else if (step instanceof Step.Call call) {
      var arguments = new LinkedHashMap<String, Object>();
      call.arguments().forEach((name, value) -> arguments.put(name, query("SELECT " + value, scope).head().get(0)));
      events.emit(call.name(), spark.sql(ProcedureCall.text(call.procedure(), arguments)).collectAsList());
    } else if (step instanceof Step.Locks locks) {
      events.emit(locks.name(), MetastoreLocks.list(locks));
    } else if (step instanceof Step.Check check) {
      SingleSelect.check(spark, check.text());
      query(check.text(), scope);
    } else if (step instanceof Step.Assert rule) {
      List<Row> found = query(rule.rows(), scope).limit(5).collectAsList();
      if (!found.isEmpty()) {
        throw new PlanException(rule.code(), rule.message() + ": " + found, null);
      }
    } else if (step instanceof Step.Emit emit) {
      events.emit(emit.name(), query(emit.rows(), scope).collectAsList());
    }
    return "done";
  }

  private Dataset<Row> query(String text, Map<String, Object> scope) {
    return spark.sql(text, scope);
  }

  private boolean isTrue(String condition, Map<String, Object> scope) {
    return Boolean.TRUE.equals(query("SELECT " + condition, scope).head().get(0));
  }

  private void listFiles(Step.ListFiles step) throws IOException {
    List<Row> rows =
        FileListing.list(step, spark.sessionState().newHadoopConf()).stream()
            .map(file -> RowFactory.create(file.path(), file.size(), file.version(), file.skipped(), file.error()))
            .toList();
    spark.createDataFrame(rows, FILES).createOrReplaceTempView(step.view());
  }

  private void runSql(Step.Sql step, Map<String, Object> scope) {
    Dataset<Row> result = query(step.text(), scope);
    if (step.among() != null) {
      result = result.where(among(step.among(), scope));
    }
    if (step.view() == null) {
      result.collectAsList();
      return;
    }
    if (step.keep() == Step.Keep.driver) {
      result = spark.createDataFrame(result.collectAsList(), result.schema());
    } else if (step.keep() == Step.Keep.executors) {
      result = onExecutors(step.view(), result);
    }
    result.createOrReplaceTempView(step.view());
  }

  /** Rows as they are, unknown to Spark's own cache: that one computes anew what a later commit to a table could change. */
  private Dataset<Row> onExecutors(String view, Dataset<Row> data) {
    RDD<InternalRow> rows = data.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).rdd();
    RDD<InternalRow> before = kept.put(view, rows.persist(StorageLevel.MEMORY_AND_DISK()));
    rows.count();
    if (before != null) {
      before.unpersist(false);
    }
    return spark.internalCreateDataFrame(rows, data.schema(), false);
  }

  /** The rows that a write takes the place of. */
  private Column replaced(Step.Write step, Map<String, Object> scope) {
    if (step.mode() != Step.Mode.overwrite) {
      return functions.lit(false);
    }
    return step.among() == null ? functions.expr(step.where()) : among(step.among(), scope);
  }

  private Column among(Step.Among among, Map<String, Object> scope) {
    return functions.col(among.column()).isin(query(among.values(), scope).collectAsList().stream().map(row -> row.get(0)).toArray());
  }

  private String write(Step.Write step, Map<String, Object> scope) {
    String marker =
        step.marker() == null ? null : String.valueOf(query("SELECT " + step.marker().value(), scope).head().get(0));
    var properties = new HashMap<String, String>();
    step.properties().forEach((key, value) -> properties.put(key, String.valueOf(query("SELECT " + value, scope).head().get(0))));
    if (step.single()) {
      SingleSelect.check(spark, step.text());
    }
    var since = step.since() == null ? null : new GuardedWrite.Since((Long) query("SELECT " + step.since(), scope).head().get(0));
    var facts = new GuardedWrite.Facts(marker, properties, since, replaced(step, scope));
    return new GuardedWrite(spark, step, facts).run(() -> query(step.text(), scope)).name();
  }
}
