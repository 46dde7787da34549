import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A Spark session for tests: one statement a line comes in, one line goes out, "rows" with JSON or "error" with all causes. */
public final class SparkSql {
  private SparkSql() {}

  /** Arguments are settings, {@code name=value}. */
  public static void main(String[] arguments) throws Exception {
    SparkConf conf = new SparkConf();
    for (String argument : arguments) conf.set(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    System.out.println("ready");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        System.out.println("rows [" + String.join(",", spark.sql(line).toJSON().collectAsList()) + "]");
      } catch (Exception failed) {
        StringBuilder why = new StringBuilder();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) why.append(cause).append("; ");
        System.out.println("error " + why.toString().replace('\n', ' '));
      }
    }
    spark.stop();
  }
}
