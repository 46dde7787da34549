package io.logex.metastore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of Hive Metastore 2.3, by Hive's own MySQL scripts: 1.2.0, and its upgrades in their order. */
final class Schema {
  private static final String VERSION = "2.3.0";
  private static final List<String> SCRIPTS =
      List.of(
          "hive-schema-1.2.0",
          "upgrade-1.2.0-to-2.0.0",
          "upgrade-2.0.0-to-2.1.0",
          "upgrade-2.1.0-to-2.2.0",
          "upgrade-2.2.0-to-2.3.0");

  /**
   * Stands from before the first statement until after the last. MySQL cannot roll a CREATE TABLE back, so a schema that has
   * this table was never finished, no metastore has ever run on it, and it is made anew.
   */
  private static final String UNFINISHED = "LOGEX_SCHEMA_UNFINISHED";

  private final Statement statement;
  private final String database;

  Schema(Statement statement, String database) {
    this.statement = statement;
    this.database = database;
  }

  /** Makes the schema where there is none; leaves one of the right version alone; refuses any other content. */
  void prepare() throws SQLException, Failure {
    List<String> tables = tables();
    if (tables.contains(UNFINISHED)) {
      drop(tables);
      tables = List.of();
    }
    if (tables.isEmpty()) {
      create();
      return;
    }
    if (version().isEmpty()) {
      throw Failure.outside(
          "database " + database + " holds " + tables.size() + " tables that are not a metastore's; give METASTORE_DATABASE_NAME one of its own");
    }
    requireSupported(version().get());
  }

  /** The version that the schema says it has; empty where there is no schema, or an unfinished one. */
  Optional<String> version() throws SQLException {
    List<String> tables = tables();
    if (!tables.contains("VERSION") || tables.contains(UNFINISHED)) return Optional.empty();
    try (ResultSet result = statement.executeQuery("SELECT SCHEMA_VERSION FROM `" + database + "`.VERSION")) {
      return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
    }
  }

  static void requireSupported(String version) throws Failure {
    if (!version.equals(VERSION)) {
      throw Failure.outside("the metastore's schema has version " + version + ", this metastore needs " + VERSION + "; it changes no other version");
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    String query = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database + "'";
    try (ResultSet result = statement.executeQuery(query)) {
      while (result.next()) tables.add(result.getString(1));
    }
    return tables;
  }

  private void create() throws SQLException, Failure {
    statement.execute("CREATE TABLE " + UNFINISHED + " (STARTED TIMESTAMP)");
    for (String script : SCRIPTS) {
      for (String sql : SqlScript.statements(read(script))) statement.execute(sql);
    }
    statement.execute("DROP TABLE " + UNFINISHED);
    System.out.println("created the metastore schema " + VERSION + " in database " + database);
  }

  private void drop(List<String> tables) throws SQLException {
    statement.execute("SET FOREIGN_KEY_CHECKS = 0");
    for (String table : tables) {
      if (!table.equals(UNFINISHED)) statement.execute("DROP TABLE `" + table + "`");
    }
    statement.execute("DROP TABLE " + UNFINISHED);
    statement.execute("SET FOREIGN_KEY_CHECKS = 1");
  }

  private static String read(String script) throws Failure {
    try (InputStream stream = Schema.class.getResourceAsStream("/schema/" + script + ".mysql.sql")) {
      if (stream == null) throw Failure.usage("Hive's script " + script + " is not in this build; build it with Maven again");
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw Failure.usage("Hive's script " + script + " cannot be read: " + unreadable.getMessage());
    }
  }
}
