package io.logex.spark.functions;

/** Fields of a date and a time of day, and the moment that they stand for. */
final class CivilTime {
  private static final long MICROS = 1_000_000L;
  private static final int[] DAYS_OF_MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int micros;
  int offsetMinutes;

  /** Microseconds since 1970 in UTC, or null where there is no such day or time of day; a leap second is none. */
  Long epochMicros() {
    boolean isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth();
    if (!isDay || hour > 23 || minute > 59 || second > 59) return null;
    long minutes = (epochDay() * 24 + hour) * 60 + minute - offsetMinutes;
    return (minutes * 60 + second) * MICROS + micros;
  }

  private int daysOfMonth() {
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return DAYS_OF_MONTHS[month - 1] + (month == 2 && isLeap ? 1 : 0);
  }

  /** Days since 1970; years begin in March, so that the leap day is the last one. */
  private long epochDay() {
    int years = month > 2 ? year : year - 1;
    int era = Math.floorDiv(years, 400);
    int yearOfEra = years - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468L;
  }

  /** The number that so many digits make, -1 where they are not digits. */
  static int digits(byte[] text, int at, int count) {
    if (at + count > text.length) return -1;
    int number = 0;
    for (int digit = at; digit < at + count; digit++) {
      int value = text[digit] - '0';
      if (value < 0 || value > 9) return -1;
      number = number * 10 + value;
    }
    return number;
  }

  /**
   * Takes {@code +hhmm}, or {@code +hh:mm} where a colon is allowed, as the offset; gives its length, or -1 where there is
   * none or it is more than 14:59.
   */
  int readOffset(byte[] text, int at, boolean allowsColon) {
    if (at >= text.length || (text[at] != '+' && text[at] != '-')) return -1;
    int colon = allowsColon && at + 3 < text.length && text[at + 3] == ':' ? 1 : 0;
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 3 + colon, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return -1;
    offsetMinutes = (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return 5 + colon;
  }
}
