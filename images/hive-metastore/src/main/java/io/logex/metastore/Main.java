package io.logex.metastore;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.txn.TxnUtils;
import org.apache.thrift.server.TServer;

/** {@code serve} (the default), {@code prepare} the database only, or {@code health}. */
public final class Main {
  private Main() {}

  /** Ends with 0, with 2 for a wrong setting, 3 for something outside that fails, 70 for anything else. */
  public static void main(String[] arguments) {
    try {
      run(arguments.length == 0 ? "serve" : arguments[0], Settings.from(System.getenv()));
    } catch (Failure failure) {
      System.err.println("hive-metastore: " + failure.getMessage());
      System.exit(failure.exitCode());
    } catch (Exception unexpected) {
      unexpected.printStackTrace();
      System.exit(70);
    }
  }

  private static void run(String command, Settings settings) throws Exception {
    switch (command) {
      case "health" -> Health.check(settings);
      case "prepare" -> prepare(settings);
      case "serve" -> {
        prepare(settings);
        serve(settings);
      }
      default -> throw Failure.usage(command + " is not a command: serve, prepare or health");
    }
  }

  private static void prepare(Settings settings) throws Failure {
    Database database = new Database(settings);
    if (settings.administrator().isPresent()) database.prepare(settings.administrator().get());
    database.check();
  }

  private static void serve(Settings settings) throws Exception {
    HiveConf conf = configuration(settings);
    TServer server = ThriftServer.bind(conf, new InetSocketAddress(settings.listenAddress(), settings.port()));
    HttpServer health = Health.serve(new InetSocketAddress(settings.listenAddress(), settings.healthPort()), settings.port());
    ScheduledExecutorService reaper = reapLocks(conf);
    Thread serving = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, health, reaper, serving), "stop"));
    System.out.println("serving on " + settings.listenAddress() + ":" + settings.port());
    server.serve();
  }

  /** Requests under way are answered; idle connections are closed. */
  private static void stop(TServer server, HttpServer health, ScheduledExecutorService reaper, Thread serving) {
    health.stop(0);
    reaper.shutdownNow();
    server.stop();
    try {
      serving.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    System.out.println("stopped");
  }

  /** Removes locks whose holder has sent no heartbeat for {@code hive.txn.timeout}: else those of a killed driver stay for ever. */
  private static ScheduledExecutorService reapLocks(HiveConf conf) {
    ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lock-reaper"));
    long interval = conf.getTimeVar(HiveConf.ConfVars.HIVE_TIMEDOUT_TXN_REAPER_INTERVAL, TimeUnit.MILLISECONDS);
    reaper.scheduleWithFixedDelay(() -> TxnUtils.getTxnStore(conf).performTimeOuts(), interval, interval, TimeUnit.MILLISECONDS);
    return reaper;
  }

  /** No file is written: the password stays in this process. */
  private static HiveConf configuration(Settings settings) {
    HiveConf.setLoadMetastoreConfig(true);
    HiveConf conf = new HiveConf(HMSHandler.class);
    usual.forEach(conf::set);
    settings.options().forEach((name, value) -> conf.set((String) name, (String) value));
    settings.warehouse().ifPresent(warehouse -> conf.setVar(HiveConf.ConfVars.METASTOREWAREHOUSE, warehouse));
    conf.setVar(HiveConf.ConfVars.METASTORE_CONNECTION_DRIVER, "com.mysql.cj.jdbc.Driver");
    conf.setVar(HiveConf.ConfVars.METASTORECONNECTURLKEY, settings.jdbcUrl(settings.databaseName()));
    conf.setVar(HiveConf.ConfVars.METASTORE_CONNECTION_USER_NAME, settings.account().user());
    conf.setVar(HiveConf.ConfVars.METASTOREPWD, settings.account().password());
    return conf;
  }

  private static final Map<String, String> usual =
      Map.of(
          "datanucleus.schema.autoCreateAll", "false",
          "hive.metastore.schema.verification", "true",
          "datanucleus.connectionPoolingType", "HikariCP",
          // Iceberg keeps its own history of columns, and may change a type in ways that Hive's text files could not bear.
          "hive.metastore.disallow.incompatible.col.type.changes", "false");
}
