package io.logex.spark.functions;

/** Text that may be looked at so often only: about fifty times each character. */
final class BoundedText implements CharSequence {
  /** The text was looked at too often. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("too many steps", null, false, false);
    }
  }

  private final String text;
  private long left;

  BoundedText(String text) {
    this.text = text;
    this.left = 10_000L + 50L * text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) throw new Exhausted();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
