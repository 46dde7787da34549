package io.logex.spark.functions;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@code is_utf8(text)}: whether text is valid UTF-8: no surrogates, no overlong forms, nothing beyond U+10FFFF. {@code is_text(text)}:
 * whether it is, and holds no NUL. Source: RFC 3629.
 */
public final class Utf8 implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  /** Whether the bytes of a text are UTF-8. */
  public boolean isValid(UTF8String text) {
    byte[] bytes = text.getBytes();
    return isValid(bytes, bytes.length);
  }

  /** Whether the bytes of a text are UTF-8 without NUL. */
  public boolean isText(UTF8String text) {
    byte[] bytes = text.getBytes();
    int at = 0;
    while (at < bytes.length) {
      if (at + 8 <= bytes.length) {
        long eight = (long) EIGHT_BYTES.get(bytes, at);
        // Of bytes below 128, taking one away sets the high bit of zero only.
        if (((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0) {
          at += 8;
          continue;
        }
      }
      int size = bytes[at] == 0 ? 0 : sizeOfCharacter(bytes, at, bytes.length);
      if (size == 0) return false;
      at += size;
    }
    return true;
  }

  static boolean isValid(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      if (at + 8 <= length && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
        at += 8;
      } else {
        int size = sizeOfCharacter(bytes, at, length);
        if (size == 0) return false;
        at += size;
      }
    }
    return true;
  }

  /** Bytes of the character at a place, 0 where there is none. */
  static int sizeOfCharacter(byte[] bytes, int at, int length) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + size > length) return 0;
    int second = bytes[at + 1] & 0xFF;
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return 0;
    for (int behind = at + 2; behind < at + size; behind++) {
      if ((bytes[behind] & 0xC0) != 0x80) return 0;
    }
    return size;
  }
}
