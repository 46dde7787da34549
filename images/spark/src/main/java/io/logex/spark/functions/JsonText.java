package io.logex.spark.functions;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The text of a JSON value: of a string its characters, of a container JSON text without white space. Whole numbers of up
 * to 64 bits stay as they are; others are given as the shortest text of their double, in the form of ECMAScript's
 * {@code Number::toString} without a plus sign.
 */
final class JsonText {
  private static final String LARGEST_UNSIGNED = "18446744073709551615";
  private static final String SMALLEST_SIGNED = "-9223372036854775808";

  private JsonText() {}

  /** The text of the value that a parser stands at, null for null; the parser then stands at its end. */
  static UTF8String of(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> UTF8String.fromString(checked(parser, parser.getText()));
      default -> {
        StringBuilder text = new StringBuilder();
        write(parser, text);
        yield UTF8String.fromString(text.toString());
      }
    };
  }

  /** A string, where it holds no half surrogate pair. */
  static String checked(JsonParser parser, String text) throws JsonParseException {
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (!Character.isSurrogate(next)) continue;
      if (!Character.isHighSurrogate(next) || at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))) {
        throw new JsonParseException(parser, "half a surrogate pair");
      }
      at++;
    }
    return text;
  }

  private static void write(JsonParser parser, StringBuilder text) throws IOException {
    int depth = 0;
    boolean isFirst = true;
    do {
      JsonToken token = parser.currentToken();
      if (token.isStructEnd()) {
        text.append(token.asString());
        depth--;
        isFirst = false;
      } else {
        if (!isFirst) text.append(',');
        isFirst = token.isStructStart();
        if (isFirst) depth++;
        if (token == JsonToken.FIELD_NAME) {
          quote(checked(parser, parser.getCurrentName()), text);
          text.append(':');
          isFirst = true;
        } else {
          writeOne(parser, token, text);
        }
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private static void writeOne(JsonParser parser, JsonToken token, StringBuilder text) throws IOException {
    switch (token) {
      case VALUE_STRING -> quote(checked(parser, parser.getText()), text);
      case VALUE_NUMBER_INT -> text.append(whole(parser));
      case VALUE_NUMBER_FLOAT -> appendDouble(parser, text);
      default -> text.append(token.asString());
    }
  }

  private static String whole(JsonParser parser) throws IOException {
    String digits = parser.getText();
    if (digits.equals("-0")) return "0";
    if (digits.length() < SMALLEST_SIGNED.length() - 1) return digits;
    String limit = digits.startsWith("-") ? SMALLEST_SIGNED : LARGEST_UNSIGNED;
    if (digits.length() > limit.length() || (digits.length() == limit.length() && digits.compareTo(limit) > 0)) {
      throw new JsonParseException(parser, "a whole number beyond 64 bits");
    }
    return digits;
  }

  private static void appendDouble(JsonParser parser, StringBuilder text) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) throw new JsonParseException(parser, "a number beyond double");
    String shortest = shortest(Math.abs(value));
    int exponentAt = shortest.indexOf('E');
    String mantissa = exponentAt < 0 ? shortest : shortest.substring(0, exponentAt);
    int pointAt = mantissa.indexOf('.');
    String digits = (mantissa.substring(0, pointAt) + mantissa.substring(pointAt + 1)).replaceAll("0+\\z", "");
    int leading = 0;
    while (leading < digits.length() && digits.charAt(leading) == '0') leading++;
    digits = digits.substring(leading);
    if (Double.doubleToRawLongBits(value) < 0) text.append('-');
    if (digits.isEmpty()) {
      text.append('0');
      return;
    }
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(shortest.substring(exponentAt + 1));
    appendDecimal(digits, pointAt - leading + exponent, text);
  }

  /** Digits with the point behind so many of them; source: ECMAScript, {@code Number::toString}. */
  private static void appendDecimal(String digits, int point, StringBuilder text) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      text.append(digits).append("0".repeat(point - count));
    } else if (0 < point && point <= 21) {
      text.append(digits, 0, point).append('.').append(digits, point, count);
    } else if (-6 < point && point <= 0) {
      text.append("0.").append("0".repeat(-point)).append(digits);
    } else {
      text.append(digits.charAt(0));
      if (count > 1) text.append('.').append(digits, 1, count);
      text.append('e').append(point - 1);
    }
  }

  /** Java's form always has two digits, which for the very smallest is one too many. */
  private static String shortest(double value) {
    String text = NumberOutput.toString(value, true);
    if (value >= 1e-321 || value == 0) return text;
    BigDecimal oneDigit = new BigDecimal(text).round(new MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit.unscaledValue() + ".0E" + -oneDigit.scale() : text;
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int at = 0; at < value.length(); at++) {
      char next = value.charAt(at);
      switch (next) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (next < 0x20) text.append(String.format("\\u%04X", (int) next));
          else text.append(next);
        }
      }
    }
    text.append('"');
  }
}
