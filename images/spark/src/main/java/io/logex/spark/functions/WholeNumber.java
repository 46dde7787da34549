package io.logex.spark.functions;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;

/**
 * {@code whole_int(text)}, {@code whole_bigint(text)}: the whole number that a text is, null for one that is none or does not
 * fit. Digits, with a sign before them or not; no white space.
 */
public final class WholeNumber implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A number of 32 bits. */
  public Integer ofInt(UTF8String text) {
    Long value = ofLong(text);
    return value == null || value != value.intValue() ? null : (Integer) value.intValue();
  }

  /** A number of 64 bits. */
  public Long ofLong(UTF8String text) {
    byte[] bytes = text.getBytes();
    int length = bytes.length;
    int from = length > 0 && (bytes[0] == '-' || bytes[0] == '+') ? 1 : 0;
    if (from == length) return null;
    // Kept negative: there is one number more on that side.
    long value = 0;
    for (int at = from; at < length; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) return null;
      value = value * 10 - digit;
      if (value > 0) return null;
    }
    if (bytes[0] == '-') return value;
    return value == Long.MIN_VALUE ? null : (Long) (-value);
  }
}
