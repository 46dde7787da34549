package io.logex.spark.functions;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;

/**
 * {@code iso_time(text)}: the moment of an ISO-8601 date and time, null for anything else. {@code T} or a space stands between
 * date and time; a point and up to nine digits are a fraction, cut to microseconds; {@code Z} or an offset of up to 14:59, a
 * space before it or not, ends it; without either it is UTC. Years have four digits.
 */
public final class IsoTime implements Serializable {
  static final DataType TYPE = DataTypes.TimestampType;

  private static final long serialVersionUID = 1L;
  private static final String FORM = "0000-00-00 00:00:00";

  /** Microseconds since 1970. */
  public Long parse(UTF8String text) {
    if (text.numBytes() < FORM.length() || text.numBytes() > 40) return null;
    byte[] bytes = text.getBytes();
    CivilTime time = new CivilTime();
    int at = readTime(bytes, time);
    if (at < 0) return null;
    at = readFraction(bytes, at, time);
    return at >= 0 && isZone(bytes, at, time) ? time.epochMicros() : null;
  }

  private static int readTime(byte[] bytes, CivilTime time) {
    boolean hasSigns = bytes[4] == '-' && bytes[7] == '-' && (bytes[10] == 'T' || bytes[10] == ' ') && bytes[13] == ':' && bytes[16] == ':';
    time.year = CivilTime.digits(bytes, 0, 4);
    time.month = CivilTime.digits(bytes, 5, 2);
    time.day = CivilTime.digits(bytes, 8, 2);
    time.hour = CivilTime.digits(bytes, 11, 2);
    time.minute = CivilTime.digits(bytes, 14, 2);
    time.second = CivilTime.digits(bytes, 17, 2);
    boolean hasDigits = (time.year | time.month | time.day | time.hour | time.minute | time.second) >= 0;
    return hasSigns && hasDigits ? FORM.length() : -1;
  }

  /** The place behind the fraction, -1 where it has no digits or more than nine. */
  private static int readFraction(byte[] bytes, int at, CivilTime time) {
    if (at == bytes.length || bytes[at] != '.') return at;
    int end = at + 1;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      if (end - at <= 6) time.micros = time.micros * 10 + bytes[end] - '0';
      end++;
    }
    int count = end - at - 1;
    for (int missing = count; missing < 6; missing++) time.micros *= 10;
    return count == 0 || count > 9 ? -1 : end;
  }

  private static boolean isZone(byte[] bytes, int at, CivilTime time) {
    if (at == bytes.length) return true;
    if (bytes[at] == 'Z') return at + 1 == bytes.length;
    int from = bytes[at] == ' ' ? at + 1 : at;
    int length = time.readOffset(bytes, from, true);
    return length > 0 && from + length == bytes.length;
  }
}
