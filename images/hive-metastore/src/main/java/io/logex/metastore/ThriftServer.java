package io.logex.metastore;

import java.net.InetSocketAddress;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.TServerSocketKeepAlive;
import org.apache.hadoop.hive.metastore.TSetIpAddressProcessor;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;

/**
 * Hive's handler behind a Thrift server. Hive's own start method listens on every address of the machine and cannot be asked
 * to stop; this one does both, and is otherwise the same plain binary protocol.
 */
final class ThriftServer {
  private static final int STOP_SECONDS = 5;

  private ThriftServer() {}

  /** A server that is bound to {@code address} and serves once {@link TServer#serve} is called. */
  static TServer bind(HiveConf conf, InetSocketAddress address) throws Exception {
    HMSHandler handler = new HMSHandler("logex", conf, false);
    IHMSHandler retrying = HiveMetaStore.newRetryingHMSHandler(handler, conf);
    long longest = conf.getLongVar(HiveConf.ConfVars.METASTORESERVERMAXMESSAGESIZE);
    TServer server =
        new TThreadPoolServer(
            new TThreadPoolServer.Args(new TServerSocketKeepAlive(new TServerSocket(address)))
                .processor(new TSetIpAddressProcessor<>(retrying))
                .outputProtocolFactory(new TBinaryProtocol.Factory())
                .inputProtocolFactory(new TBinaryProtocol.Factory(true, true, longest, longest))
                .minWorkerThreads(conf.getIntVar(HiveConf.ConfVars.METASTORESERVERMINTHREADS))
                .maxWorkerThreads(conf.getIntVar(HiveConf.ConfVars.METASTORESERVERMAXTHREADS))
                .stopTimeoutVal(STOP_SECONDS));
    server.setServerEventHandler(new CloseStore());
    return server;
  }

  /** Gives the database connections of a client back that left without saying so. */
  private static final class CloseStore implements TServerEventHandler {
    @Override
    public void preServe() {}

    @Override
    public ServerContext createContext(TProtocol input, TProtocol output) {
      return null;
    }

    @Override
    public void deleteContext(ServerContext context, TProtocol input, TProtocol output) {
      RawStore store = HMSHandler.getRawStore();
      if (store == null) return;
      store.shutdown();
      HMSHandler.removeRawStore();
    }

    @Override
    public void processContext(ServerContext context, TTransport input, TTransport output) {}
  }
}
