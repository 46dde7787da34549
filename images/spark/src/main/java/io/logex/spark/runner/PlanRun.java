package io.logex.spark.runner;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
  private final Map<String, PackedRows> kept = new HashMap<>();
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
      kept.values().forEach(PackedRows::release);
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
      call.arguments().forEach((name, text) -> arguments.put(name, value(text, scope)));
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

  /** The value of an expression that needs no rows. */
  private Object value(String expression, Map<String, Object> scope) {
    return ConstantValue.of(spark, expression, scope).orElseGet(() -> query("SELECT " + expression, scope).head().get(0));
  }

  private boolean isTrue(String condition, Map<String, Object> scope) {
    return Boolean.TRUE.equals(value(condition, scope));
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
    if (step.beside() != null) {
      result = beside(result, step.beside());
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
    PackedRows rows = PackedRows.keep(data.queryExecution().toRdd(), data.schema());
    PackedRows before = kept.put(view, rows);
    if (before != null) {
      before.release();
    }
    return spark.internalCreateDataFrame(rows.rows(), data.schema(), false);
  }

  /** Rows with those of other views behind them, partition by partition. */
  private Dataset<Row> beside(Dataset<Row> data, List<String> views) {
    var others = new ArrayList<RDD<InternalRow>>();
    for (String view : views) {
      Dataset<Row> other = spark.table(view);
      if (!other.schema().catalogString().equals(data.schema().catalogString())) {
        throw new IllegalArgumentException("view '" + view + "' has other columns: " + other.schema().catalogString());
      }
      others.add(other.queryExecution().toRdd());
    }
    return spark.internalCreateDataFrame(PackedRows.beside(data.queryExecution().toRdd(), others), data.schema(), false);
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
    String marker = step.marker() == null ? null : String.valueOf(value(step.marker().value(), scope));
    var properties = new HashMap<String, String>();
    step.properties().forEach((key, text) -> properties.put(key, String.valueOf(value(text, scope))));
    if (step.single()) {
      SingleSelect.check(spark, step.text());
    }
    var since = step.since() == null ? null : new GuardedWrite.Since((Long) value(step.since(), scope));
    String distribution = step.distribution() == null ? "hash" : query("SELECT " + step.distribution(), scope).head().getString(0);
    var facts = new GuardedWrite.Facts(marker, properties, since, replaced(step, scope), distribution);
    return new GuardedWrite(spark, step, facts).run(() -> query(step.text(), scope)).name();
  }
}
