package io.logex.metastore;

import io.logex.metastore.Settings.Account;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The metastore's database: made and given its account by an administrator once, checked on every start. */
final class Database {
  /** Replicas that start together take turns. */
  private static final String LOCK = "logex-metastore-schema";

  private final Settings settings;

  Database(Settings settings) {
    this.settings = settings;
  }

  /** Creates or completes database, schema and account. Safe to repeat, and to interrupt anywhere. */
  void prepare(Account administrator) throws Failure {
    try (Connection connection = connect(administrator, "");
        Statement statement = connection.createStatement()) {
      String database = settings.databaseName();
      // Hive's tables are latin1; longer characters would make some keys too long.
      statement.execute("CREATE DATABASE IF NOT EXISTS `" + database + "` CHARACTER SET latin1 COLLATE latin1_bin");
      statement.execute("USE `" + database + "`");
      lock(statement);
      new Schema(statement, database).prepare();
      allow(connection, settings.account(), database);
    } catch (SQLException refused) {
      throw Failure.outside("the database refused to be prepared by " + administrator + ": " + refused.getMessage());
    }
  }

  /** Fails unless the account can read a schema of the right version. */
  void check() throws Failure {
    Account account = settings.account();
    try (Connection connection = connect(account, settings.databaseName());
        Statement statement = connection.createStatement()) {
      Optional<String> version = new Schema(statement, settings.databaseName()).version();
      if (version.isEmpty()) throw noSchema("database " + settings.databaseName() + " has no metastore schema");
      Schema.requireSupported(version.get());
    } catch (SQLException refused) {
      throw noSchema("the database refused " + account + ": " + refused.getMessage());
    }
  }

  private static Failure noSchema(String what) {
    return Failure.outside(what + "; start once with METASTORE_ADMIN_USER and METASTORE_ADMIN_PASSWORD to set it up");
  }

  private static void lock(Statement statement) throws SQLException, Failure {
    try (ResultSet result = statement.executeQuery("SELECT GET_LOCK('" + LOCK + "', 600)")) {
      result.next();
      if (result.getInt(1) != 1) throw Failure.outside("another process has been preparing the schema for ten minutes");
    }
  }

  /** The account reads and writes rows, and can change no table. Its password is the one in force. */
  private static void allow(Connection connection, Account account, String database) throws SQLException {
    for (String form : new String[] {"CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?", "ALTER USER ?@'%' IDENTIFIED BY ?"}) {
      try (PreparedStatement statement = connection.prepareStatement(form)) {
        statement.setString(1, account.user());
        statement.setString(2, account.password());
        statement.execute();
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON `" + database.replace("_", "\\_") + "`.* TO `" + account.user() + "`@`%`");
    }
  }

  /** Waits for a server that is still starting; a refused login is final. */
  private Connection connect(Account account, String database) throws SQLException, Failure {
    long deadline = System.nanoTime() + settings.databaseWaitSeconds() * 1_000_000_000L;
    while (true) {
      try {
        return DriverManager.getConnection(settings.jdbcUrl(database), account.user(), account.password());
      } catch (SQLException failed) {
        boolean unreachable = failed.getSQLState() != null && failed.getSQLState().startsWith("08");
        if (!unreachable) throw failed;
        if (System.nanoTime() > deadline) {
          throw Failure.outside("no database answers at " + settings.databaseServer() + ": " + failed.getMessage().lines().findFirst().orElse(""));
        }
      }
      try {
        Thread.sleep(500);
      } catch (InterruptedException stopped) {
        throw Failure.outside("stopped while waiting for the database");
      }
    }
  }
}
