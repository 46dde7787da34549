package io.logex.metastore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** {@code /live}: the process answers. {@code /ready}: a client's question goes through Thrift to the database and back. */
final class Health {
  private static final int TIMEOUT_MILLISECONDS = 5_000;

  private Health() {}

  /** Serves both paths on {@code address} until the process ends. */
  static HttpServer serve(InetSocketAddress address, int thriftPort) throws IOException {
    HttpServer server = HttpServer.create(address, 8);
    server.createContext("/live", exchange -> answer(exchange, 200, "live"));
    server.createContext(
        "/ready",
        exchange -> {
          try {
            ask(address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString(), thriftPort);
            answer(exchange, 200, "ready");
          } catch (TException failed) {
            answer(exchange, 503, "not ready: " + failed.getClass().getSimpleName());
          }
        });
    server.setExecutor(Executors.newFixedThreadPool(2, Health::daemon));
    server.start();
    return server;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "health");
    thread.setDaemon(true);
    return thread;
  }

  private static void ask(String host, int port) throws TException {
    try (TSocket socket = new TSocket(host, port, TIMEOUT_MILLISECONDS)) {
      socket.open();
      new ThriftHiveMetastore.Client(new TBinaryProtocol(socket)).get_database("default");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The health of a process that serves on this machine, for containers without an HTTP client. */
  static void check(Settings settings) throws Failure {
    String host = settings.listenAddress().equals("0.0.0.0") ? "127.0.0.1" : settings.listenAddress();
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create("http://" + host + ":" + settings.healthPort() + "/ready").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
      connection.setReadTimeout(TIMEOUT_MILLISECONDS + 1_000);
      if (connection.getResponseCode() != 200) throw Failure.outside("the metastore answers, and is not ready");
    } catch (IOException silent) {
      throw Failure.outside("the metastore does not answer: " + silent.getMessage());
    }
  }
}
