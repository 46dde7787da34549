package io.logex.spark.functions;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * {@code replace_text(text, part, by)}: as Spark's {@code replace}, which compares at every byte; this one gives a text that
 * does not hold the first byte of the part back at once. Part and replacement are constants.
 */
public final class ReplaceText implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] part;
  private final byte[] by;

  ReplaceText(String part, String by) {
    this.part = part.getBytes(StandardCharsets.UTF_8);
    this.by = by.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a row with every part replaced. */
  public UTF8String in(UTF8String text) {
    byte[] bytes = text.getBytes();
    for (byte next : bytes) {
      if (next == part[0]) return text.replace(UTF8String.fromBytes(part), UTF8String.fromBytes(by));
    }
    return text;
  }
}
