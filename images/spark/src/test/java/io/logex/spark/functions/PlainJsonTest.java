package io.logex.spark.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private final JsonFields fields = new JsonFields(new String[] {"time", "ts", "level", "n"}, new String[] {"time", "time", "level", "n"});
  private final PlainJson plain = new PlainJson(fields);

  private static final String[] NAMES = {"time", "ts", "level", "n", "other", "é", "", "a\\nb"};
  private static final String[] VALUES = {
    "\"text\"", "\"\"", "\"é€😀\"", "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"", "\"\\u0041\\u00e9\\u20ac\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\u00g0\"", "\"tab\there\"",
    "0", "-0", "-1", "12", "01", "123456789012345678", "1234567890123456789", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
    "0.5", "-0.5", "1.0", "1.50", "0.000001", "0.0000001", "123456789.123456", "0.1234567890123456", "1e3", "1.5E-7", "1.", ".5", "+1", "-", "9007199254740993.5", "100000000000000.5",
    "true", "false", "null", "nul", "True",
    "{}", "[]", "[1, 2 ,{\"a\" : [true,null] , \"b\":\"x\"}]", "{\"a\":\"\\n\"}", "[1,]", "{\"a\"}", "[0.1, -0.0]", "{\"a\":1,\"a\":2}", "[", "\"open",
  };

  @Test
  void readsAsTheOtherReaderDoes() {
    Random random = new Random();
    long seed = random.nextLong();
    random.setSeed(seed);
    int read = 0;
    for (int run = 0; run < 60_000; run++) {
      byte[] text = object(random).getBytes(StandardCharsets.UTF_8);
      JsonFields.Members members = plain.read(text);
      if (members == null) continue;
      read++;
      InternalRow expected = fields.readAny(text);
      assertNotNull(expected, () -> "seed " + seed + ", text " + new String(text, StandardCharsets.UTF_8));
      assertEquals(text(expected), text(members.row()), () -> "seed " + seed + ", text " + new String(text, StandardCharsets.UTF_8));
    }
    assertTrue(read > 5000, "read " + read);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{\"time\":\"2025-08-25T06:04:00Z\",\"level\":\"INFO\",\"message\":\"a \\\"b\\\" caf\\u00e9\",\"n\":12,\"took\":0.25,\"tags\":[\"a\", {\"b\": null}],\"ok\":true}",
    " { \"n\" : -3 }\r",
    "{}",
  })
  void readsWhatIsCommon(String text) {
    assertNotNull(plain.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"a\":1}x", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}", "{\"a\":1,\"a\":2}", "{\"a\\u0062\":1}", "{\"a\":1}\u0000"})
  void leavesTheRestToTheOtherReader(String text) {
    assertNull(plain.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String object(Random random) {
    StringBuilder text = new StringBuilder("{");
    int count = random.nextInt(5);
    for (int member = 0; member < count; member++) {
      String space = random.nextInt(8) == 0 ? " \t" : "";
      text.append(member == 0 ? "" : ",").append(space).append('"').append(NAMES[random.nextInt(NAMES.length)]).append('"').append(space).append(':').append(space);
      text.append(VALUES[random.nextInt(VALUES.length)]).append(space);
    }
    text.append('}');
    if (random.nextInt(20) == 0) text.deleteCharAt(random.nextInt(text.length()));
    return text.toString();
  }

  private static String text(InternalRow row) {
    var others = row.getMap(2);
    return Arrays.toString(row.getArray(0).toObjectArray(DataTypes.StringType))
        + Arrays.toString(row.getArray(1).toObjectArray(DataTypes.StringType))
        + Arrays.toString(others.keyArray().toObjectArray(DataTypes.StringType))
        + Arrays.toString(others.valueArray().toObjectArray(DataTypes.StringType))
        + row.getBoolean(3);
  }
}
