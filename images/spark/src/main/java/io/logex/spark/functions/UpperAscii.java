package io.logex.spark.functions;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;

/** {@code upper_ascii(text)}: letters of ASCII in upper case; all others stay as they are. */
public final class UpperAscii implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The text of a row in upper case; itself, where it holds no small letter. */
  public UTF8String of(UTF8String text) {
    byte[] bytes = text.getBytes();
    for (int at = 0; at < bytes.length; at++) {
      if (isSmall(bytes[at])) return changed(bytes, at);
    }
    return text;
  }

  private static UTF8String changed(byte[] bytes, int from) {
    byte[] upper = bytes.clone();
    for (int at = from; at < upper.length; at++) {
      if (isSmall(upper[at])) upper[at] -= 'a' - 'A';
    }
    return UTF8String.fromBytes(upper);
  }

  private static boolean isSmall(byte letter) {
    return letter >= 'a' && letter <= 'z';
  }
}
