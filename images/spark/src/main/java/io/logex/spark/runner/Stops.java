package io.logex.spark.runner;

/**
 * Ends the process at a step, as a kill would; for tests of recovery. The system property {@code logex.stop} is
 * {@code before:<step>} or {@code after:<step>}.
 */
final class Stops {
  private final String at;

  Stops(String at) {
    this.at = at;
  }

  void before(String step) {
    stop("before:" + step);
  }

  void after(String step) {
    stop("after:" + step);
  }

  private void stop(String place) {
    if (place.equals(at)) {
      Runtime.getRuntime().halt(137);
    }
  }
}
