package io.logex.spark.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
  private static final String[] PIECES = {"a", "b", "1", "22", " ", "\"", "[", "]", ":", "?", "/", "\\", "-", "\r", "\n", "é", "€", "😀", "\u0000", "HTTP/"};

  @ParameterizedTest
  @ValueSource(strings = {
    "^\\z",
    "^a*\\z",
    "^(a)(b)?( )\\z",
    "^([^ ]+) ([^ ]+)\\z",
    "^([^ ]*) ([^ \r]*)( ([^ \r]*))?\\r?\\z",
    "(?s)^([^ \"]+) \"([^\"]*)\"(.*)\\z",
    "^((?:a|b)+)(1|22)*( -)?\\z",
    "^(?:(a)|(b)|(1))*\\z",
    "^(?:(a)?(b) )+\\z",
    "^([ab]{2}) ?([^\\]\\[ ]+)\\z",
    "^(?:a([^? ]*)(\\?([^ ]*))? |b(1+) )(HTTP/)?\\z",
    "^(?:a|(b)|)(?:1|)\\z",
    "(?s)^([A-Za-z][A-Za-z_-]*) ([^ ?]*)(\\?([^ ]*))? HTTP/(.*)\\z",
  })
  void matchesAsJavaDoes(String pattern) {
    LinearPattern linear = LinearPattern.of(pattern);
    assertNotNull(linear, pattern);
    Pattern java = Pattern.compile(pattern);
    Random random = new Random();
    long seed = random.nextLong();
    random.setSeed(seed);
    int matched = 0;
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      int count = random.nextInt(9);
      for (int piece = 0; piece < count; piece++) text.append(PIECES[random.nextInt(random.nextBoolean() ? 5 : PIECES.length)]);
      Matcher matcher = java.matcher(text);
      String expected = matcher.find() ? groups(matcher) : "no match";
      assertEquals(expected, groups(linear, text.toString()), () -> "seed " + seed + ", text " + text);
      if (!expected.equals("no match")) matched++;
    }
    assertEquals(true, matched > 0, pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "a\\z", "^a", "^a$", "^a+?\\z", "^a*+\\z", "^(?=a)\\z", "^\\d\\z", "^.\\z", "^[é]\\z", "^[a&&b]\\z", "^[a[b]]\\z", "^a{1,2}\\z", "^(a){2}\\z", "^(a*)*\\z",
    "^([^ ]*)a\\z", "^(a|ab)c\\z", "^(?:[^ :]+:[0-9]+ )?([^ ]+)\\z",
  })
  void leavesOtherPatternsToOthers(String pattern) {
    assertNull(LinearPattern.of(pattern), pattern);
  }

  @Test
  void leavesTextThatIsNotUtf8ToOthers() {
    LinearPattern linear = LinearPattern.of("^[^ ]*\\z");
    assertNotNull(linear);
    assertEquals(LinearPattern.Found.unknown, linear.match(new byte[] {'a', (byte) 0xFF}, new int[0]));
  }

  @Test
  void aMissingGroupIsEmptyText() {
    var groups = new Groups("^(a)(b)?\\z").match(UTF8String.fromString("a"));
    assertEquals(List.of("a", ""), Arrays.stream(groups.toObjectArray(org.apache.spark.sql.types.DataTypes.StringType)).map(Object::toString).toList());
  }

  private static String groups(Matcher matcher) {
    StringBuilder groups = new StringBuilder();
    for (int group = 1; group <= matcher.groupCount(); group++) groups.append('<').append(matcher.group(group)).append('>');
    return groups.toString();
  }

  private static String groups(LinearPattern linear, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] places = new int[2 * linear.groups()];
    if (linear.match(bytes, places) != LinearPattern.Found.yes) return "no match";
    StringBuilder groups = new StringBuilder();
    for (int group = 0; group < linear.groups(); group++) {
      int from = places[2 * group];
      groups.append('<').append(from < 0 ? null : new String(bytes, from, places[2 * group + 1] - from, StandardCharsets.UTF_8)).append('>');
    }
    return groups.toString();
  }
}
