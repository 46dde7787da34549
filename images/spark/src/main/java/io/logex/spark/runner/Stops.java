package io.logex.spark.runner;

/**
 * For tests of recovery: ends a plan at a step, {@code before:<step>} or {@code after:<step>}, with nothing tidied up. Where the system
 * property {@code logex.pause} names the place, the process says so there and does no more, until it is killed.
 */
final class Stops {
  private final String at;
  private final boolean pauses;
  private final Events events;

  private Stops(String at, boolean pauses, Events events) {
    this.at = at;
    this.pauses = pauses;
    this.events = events;
  }

  /** Of the system property, else of what stands behind a plan's path. */
  static Stops of(String given, Events events) {
    String property = System.getProperty("logex.pause");
    return property == null ? new Stops(given, false, events) : new Stops(property, true, events);
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
    if (pauses) {
      pause(place);
    }
    throw new PlanException("stopped", "stopped " + place, null);
  }

  private void pause(String place) {
    events.paused(place);
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
