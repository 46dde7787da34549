package io.logex.metastore;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the environment says. README.md lists the variables. */
record Settings(
    String listenAddress,
    int port,
    int healthPort,
    String databaseServer,
    Tls tls,
    String databaseName,
    Account account,
    Optional<Account> administrator,
    int databaseWaitSeconds,
    Optional<String> warehouse,
    Properties options) {

  /** A database account. Its text form leaves the password out. */
  record Account(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** How the database is reached: in the clear, encrypted, or encrypted with the server's name checked. */
  enum Tls {
    DISABLED,
    REQUIRED,
    VERIFY_IDENTITY
  }

  /** Reads the settings; a {@link Failure} names the variable that is missing or wrong. */
  static Settings from(Map<String, String> environment) throws Failure {
    Optional<String> administrator = text(environment, "METASTORE_ADMIN_USER");
    return new Settings(
        text(environment, "METASTORE_LISTEN_ADDRESS").orElse("0.0.0.0"),
        number(environment, "METASTORE_PORT", 9083),
        number(environment, "METASTORE_HEALTH_PORT", 9084),
        required(environment, "METASTORE_DATABASE_HOST") + ":" + number(environment, "METASTORE_DATABASE_PORT", 3306),
        tls(text(environment, "METASTORE_DATABASE_TLS").orElse("required")),
        name("METASTORE_DATABASE_NAME", text(environment, "METASTORE_DATABASE_NAME").orElse("metastore")),
        new Account(
            name("METASTORE_DATABASE_USER", text(environment, "METASTORE_DATABASE_USER").orElse("metastore")),
            secret(environment, "METASTORE_DATABASE_PASSWORD")),
        administrator.isEmpty()
            ? Optional.empty()
            : Optional.of(new Account(administrator.get(), secret(environment, "METASTORE_ADMIN_PASSWORD"))),
        number(environment, "METASTORE_DATABASE_WAIT_SECONDS", 60),
        text(environment, "METASTORE_WAREHOUSE"),
        options(text(environment, "METASTORE_OPTIONS").orElse("")));
  }

  private static Optional<String> text(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String variable) throws Failure {
    return text(environment, variable).orElseThrow(() -> Failure.usage(variable + " is not set"));
  }

  private static int number(Map<String, String> environment, String variable, int usual) throws Failure {
    String text = text(environment, variable).orElse(Integer.toString(usual));
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 0 && number <= 65535) return number;
    } catch (NumberFormatException wrong) {
      // The message below is the same for text and for a number out of range.
    }
    throw Failure.usage(variable + " is " + text + ": it must be a whole number from 0 to 65535");
  }

  private static Tls tls(String text) throws Failure {
    try {
      return Tls.valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage("METASTORE_DATABASE_TLS is " + text + ": it must be disabled, required or verify-identity");
    }
  }

  /** Names go into statements that take no parameters, so only plain ones pass. */
  private static String name(String variable, String text) throws Failure {
    if (text.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) return text;
    throw Failure.usage(variable + " is " + text + ": it must be 1 to 32 letters, digits and underscores, with no digit first");
  }

  /** A secret from its variable, or from the file that the variable with _FILE names. */
  private static String secret(Map<String, String> environment, String variable) throws Failure {
    Optional<String> file = text(environment, variable + "_FILE");
    if (file.isEmpty()) return required(environment, variable);
    try {
      return Files.readString(Path.of(file.get())).stripTrailing();
    } catch (IOException unreadable) {
      throw Failure.usage(variable + "_FILE is " + file.get() + ", which cannot be read");
    }
  }

  private static Properties options(String text) throws Failure {
    Properties options = new Properties();
    try {
      options.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException malformed) {
      throw Failure.usage("METASTORE_OPTIONS is not a list of name=value lines");
    }
    return options;
  }

  /** Address of a database of the server, or of the server itself where {@code database} is empty. */
  String jdbcUrl(String database) {
    String plain = tls == Tls.DISABLED ? "&allowPublicKeyRetrieval=true" : "";
    return "jdbc:mysql://" + databaseServer + "/" + database + "?sslMode=" + tls + "&connectTimeout=10000&tcpKeepAlive=true" + plain;
  }
}
