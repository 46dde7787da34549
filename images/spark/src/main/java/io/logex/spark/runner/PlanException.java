package io.logex.spark.runner;

/** A fault with a code that the caller of the runner can act on. */
public final class PlanException extends RuntimeException {
  private final String code;

  /** Makes a fault; the message says which act failed on what. */
  public PlanException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Lower-case words joined by hyphens. */
  public String code() {
    return code;
  }
}
