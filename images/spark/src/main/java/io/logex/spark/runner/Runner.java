package io.logex.spark.runner;

import com.sun.management.OperatingSystemMXBean;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import io.logex.spark.functions.Functions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Runs compiled plans, one after the other: those named as arguments, or with {@code --serve} those whose paths come in as lines of
 * standard input, until it ends. {@code --set name=value} before them fills the holes of plans. Prints one JSON object a line on
 * standard output.
 */
public final class Runner {
  private static final AtomicBoolean AT_WORK = new AtomicBoolean();

  private Runner() {}

  /** Exit code 0 where all plans were done, 1 where one failed. */
  public static void main(String[] args) throws IOException {
    // Spark and its libraries print where they please.
    PrintStream out = System.out;
    System.setOut(System.err);
    Arguments arguments = Arguments.of(args);
    SparkSession spark = session();
    boolean done = true;
    if (arguments.serves()) {
      done = serve(spark, out);
    }
    for (String plan : arguments.plans()) {
      done &= run(spark, plan, tree -> Holes.fill(tree, arguments.values()), out);
    }
    spark.stop();
    System.exit(done ? 0 : 1);
  }

  /** Where {@code logex.exit-with-input} is true, the end of the input in the middle of a plan is the end of the process. */
  private static boolean serve(SparkSession spark, PrintStream out) throws IOException {
    var plans = new LinkedBlockingQueue<String>();
    var reader = new Thread(() -> readLines(plans), "plans");
    reader.setDaemon(true);
    reader.start();
    boolean done = true;
    try {
      for (String plan = plans.take(); !plan.isEmpty(); plan = plans.take()) {
        AT_WORK.set(true);
        done &= run(spark, plan, UnaryOperator.identity(), out);
        AT_WORK.set(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done;
  }

  private static void readLines(LinkedBlockingQueue<String> plans) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          plans.add(line);
        }
      }
    } catch (IOException e) {
      // The other side is gone, as at the end.
    }
    if (AT_WORK.get() && Boolean.getBoolean("logex.exit-with-input")) {
      Runtime.getRuntime().halt(130);
    }
    plans.add("");
  }

  static SparkSession session() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("logex")
            .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.session.timeZone", "UTC");
    fromEnvironment().forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Where the object store is: as for AWS's own tools. Credentials come from their own chain. */
  private static Map<String, String> fromEnvironment() {
    String endpoint = System.getenv().getOrDefault("AWS_ENDPOINT_URL_S3", System.getenv().getOrDefault("AWS_ENDPOINT_URL", ""));
    if (endpoint.isEmpty()) {
      return Map.of();
    }
    return Map.of(
        "spark.hadoop.fs.s3a.endpoint", endpoint,
        "spark.hadoop.fs.s3a.path.style.access", "true",
        "spark.hadoop.fs.s3a.connection.ssl.enabled", String.valueOf(endpoint.startsWith("https:")));
  }

  /** Runs the plan at a path; behind a tab may stand the step to stop at. */
  private static boolean run(SparkSession shared, String line, UnaryOperator<JsonNode> prepare, PrintStream out) {
    String[] parts = line.split("\t", 2);
    Path file = Path.of(parts[0]);
    Events events = new Events(out);
    SparkSession spark = shared.newSession();
    SparkSession.setActiveSession(spark);
    register(spark);
    PlanRun run = new PlanRun(spark, events, Stops.of(parts.length > 1 ? parts[1] : "", events));
    String job = "";
    long started = System.nanoTime();
    long cpuStarted = cpuNanos();
    try {
      Plan plan = Plan.read(file, prepare);
      job = plan.job();
      run.run(plan);
      events.done(job, (System.nanoTime() - started) / 1_000_000, (cpuNanos() - cpuStarted) / 1_000_000);
      return true;
    } catch (PlanException e) {
      events.failed(job, run.current(), e.code(), e);
    } catch (Exception | StackOverflowError | LinkageError e) {
      events.failed(job, run.current(), Failures.codeOf(e), e);
      e.printStackTrace(System.err);
    }
    return false;
  }

  /** CPU time of this JVM: in local mode, of all of Spark. */
  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system ? system.getProcessCpuTime() : 0;
  }

  private static void register(SparkSession spark) {
    var conf = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    Functions.register(spark);
    spark.udf().register("file_probe", new FileProbe(conf), FileProbe.TYPE);
  }
}
