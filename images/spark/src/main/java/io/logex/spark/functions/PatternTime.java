package io.logex.spark.functions;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pattern_time(text, pattern)}: the moment of a text of fixed width, null where the text is not in that form. The
 * pattern is made of {@code yyyy MM dd HH mm ss}, {@code MMM} for an English month of three letters, {@code Z} for an offset
 * as in {@code +0200}, of up to 14:59, and of any other characters, which stand for themselves. Without an offset it is UTC.
 */
public final class PatternTime implements Serializable {
  static final DataType TYPE = DataTypes.TimestampType;

  private static final long serialVersionUID = 1L;
  private static final Pattern FIELD = Pattern.compile("yyyy|MMM|MM|dd|HH|mm|ss|Z|.", Pattern.DOTALL);
  private static final String[] MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

  private final String[] fields;

  PatternTime(String pattern) {
    Matcher parts = FIELD.matcher(pattern);
    this.fields = parts.results().map(part -> part.group()).toArray(String[]::new);
  }

  /** Microseconds since 1970. */
  public Long parse(UTF8String text) {
    byte[] bytes = text.getBytes();
    CivilTime time = new CivilTime();
    int at = 0;
    for (String field : fields) {
      int width = read(field, bytes, at, time);
      if (width < 0) return null;
      at += width;
    }
    return at == bytes.length ? time.epochMicros() : null;
  }

  /** Reads a field at a place; gives its width, or -1 where it is not there. */
  private static int read(String field, byte[] bytes, int at, CivilTime time) {
    return switch (field) {
      case "yyyy" -> width(time.year = CivilTime.digits(bytes, at, 4), 4);
      case "MMM" -> width(time.month = month(bytes, at), 3);
      case "MM" -> width(time.month = CivilTime.digits(bytes, at, 2), 2);
      case "dd" -> width(time.day = CivilTime.digits(bytes, at, 2), 2);
      case "HH" -> width(time.hour = CivilTime.digits(bytes, at, 2), 2);
      case "mm" -> width(time.minute = CivilTime.digits(bytes, at, 2), 2);
      case "ss" -> width(time.second = CivilTime.digits(bytes, at, 2), 2);
      case "Z" -> time.readOffset(bytes, at, false);
      default -> at < bytes.length && bytes[at] == field.charAt(0) ? 1 : -1;
    };
  }

  private static int width(int value, int width) {
    return value < 0 ? -1 : width;
  }

  private static int month(byte[] bytes, int at) {
    if (at + 3 > bytes.length) return -1;
    for (int month = 0; month < MONTHS.length; month++) {
      String name = MONTHS[month];
      if ((bytes[at] | 0x20) == name.charAt(0) && (bytes[at + 1] | 0x20) == name.charAt(1) && (bytes[at + 2] | 0x20) == name.charAt(2)) return month + 1;
    }
    return -1;
  }
}
