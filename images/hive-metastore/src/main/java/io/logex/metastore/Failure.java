package io.logex.metastore;

/** An end that the operator can do something about: one line, no stack trace, and never a password. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** A setting is missing or wrong. */
  static Failure usage(String message) {
    return new Failure(2, message);
  }

  /** Something outside, such as the database, does not answer or does not fit. */
  static Failure outside(String message) {
    return new Failure(3, message);
  }

  int exitCode() {
    return exitCode;
  }
}
