package io.logex.spark.runner;

/**
 * Ends a plan at a step, {@code before:<step>} or {@code after:<step>}, as a kill would: nothing is tidied up. For tests of recovery; the
 * system property {@code logex.stop} ends the whole process.
 */
final class Stops {
  private final String at;
  private final boolean halts;

  private Stops(String at, boolean halts) {
    this.at = at;
    this.halts = halts;
  }

  /** Of the system property, else of what stands behind a plan's path. */
  static Stops of(String given) {
    String property = System.getProperty("logex.stop");
    return property == null ? new Stops(given, false) : new Stops(property, true);
  }

  void before(String step) {
    stop("before:" + step);
  }

  void after(String step) {
    stop("after:" + step);
  }

  private void stop(String place) {
    if (!place.equals(at)) {
      return;
    }
    if (halts) {
      Runtime.getRuntime().halt(137);
    }
    throw new PlanException("stopped", "stopped " + place, null);
  }
}
