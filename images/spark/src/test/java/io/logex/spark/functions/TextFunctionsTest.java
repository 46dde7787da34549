package io.logex.spark.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFunctionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-7", "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808", "00012"})
  void aWholeNumberIsRead(String text) {
    long value = Long.parseLong(text);
    assertEquals(value, new WholeNumber().ofLong(UTF8String.fromString(text)));
    assertEquals(value == (int) value ? (Integer) (int) value : null, new WholeNumber().ofInt(UTF8String.fromString(text)));
    if (value >= 0) assertEquals(value, new WholeNumber().ofLong(UTF8String.fromString("+" + text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", "1.5", " 1", "1 ", "0x1", "9223372036854775808", "-9223372036854775809", "99999999999999999999999", "١"})
  void otherTextIsNoNumber(String text) {
    assertNull(new WholeNumber().ofLong(UTF8String.fromString(text)));
    assertNull(new WholeNumber().ofInt(UTF8String.fromString(text)));
  }

  @Test
  void onlyLettersOfAsciiBecomeUpperCase() {
    assertEquals("WARN É ß{", new UpperAscii().of(UTF8String.fromString("Warn É ß{")).toString());
    UTF8String upper = UTF8String.fromString("INFO");
    assertEquals(upper, new UpperAscii().of(upper));
  }

  @Test
  void textIsUtf8WithoutNul() {
    for (int length = 0; length < 20; length++) {
      for (int at = 0; at <= length; at++) {
        byte[] text = new byte[length];
        java.util.Arrays.fill(text, (byte) 'a');
        assertTrue(new Utf8().isText(UTF8String.fromBytes(text)));
        if (at == length) continue;
        for (byte wrong : new byte[] {0, (byte) 0x80, (byte) 0xFF, (byte) 0xC3}) {
          text[at] = wrong;
          assertFalse(new Utf8().isText(UTF8String.fromBytes(text)));
        }
        text[at] = 1;
        assertTrue(new Utf8().isText(UTF8String.fromBytes(text)));
      }
    }
    assertTrue(new Utf8().isText(UTF8String.fromString("aé€😀 and more of it")));
  }
}
